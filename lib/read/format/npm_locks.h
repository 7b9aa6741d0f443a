// The lock files of npm, yarn and pnpm: of all that a project needs, each in the version that was chosen.
#pragma once

#include "read/format/dependency_list.h"
#include "read/syntax/tree.h"

namespace hegui::read {

// package-lock.json and npm-shrinkwrap.json. Version 1 has `dependencies` by name, later ones `packages` by folder.
// Tools of the developer are marked.
void state_package_lock(const tree::Document& document, DependencyList& list);

// pnpm-lock.yaml: `importers` say what each project needs, in versions that name keys of `snapshots`, before version 9
// of `packages`. What only tools of the developer need is left. Of what only other projects of a workspace need than
// that at its root, nobody knows whether it is in the product.
void state_pnpm_lock(const tree::Document& document, DependencyList& list);
// The source, where it holds several YAML documents and no more than `most` bytes with all but the last one blanked:
// what stands before that is pnpm's own.
SourcePtr last_document(const SourcePtr& source, std::uint64_t most);

// yarn.lock names tools of the developer among the rest. From yarn 2 on it is YAML, before that a notation of its own
// with a header of names and ranges over each package.
void state_yarn_lock(const tree::Document& document, DependencyList& list);
bool is_yarn_1_lock(const Look& look);
Checked<facts::FactSet> read_yarn_1_lock(const SourcePtr& source, const Context& context);

}  // namespace hegui::read
