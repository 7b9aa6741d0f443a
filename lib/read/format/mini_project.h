// The settings of a mini program's project: project.config.json and project.private.config.json (WeChat; Douyin's and
// Feishu's are alike), project.tt.json (Douyin), mini.project.json (Alipay), project.swan.json (Baidu). They name the
// app and how the tools treat it, and say nothing of permissions.
#pragma once

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/format.h"

namespace hegui::read::mini {

bool recognises_project(const Look& look);

// Of an app of Feishu, in any settings.
bool is_feishu_id(std::string_view appid);

// Whose settings `project` holds, read as project.config.json; empty where they do not tell.
std::string_view platform_of_project(const SourcePtr& project, const Context& context);

// Errors: those of JSON, and HG1421 no object.
Checked<facts::FactSet> read_project(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::mini
