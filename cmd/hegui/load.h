// What commands start from: the policy in force for this call, and the products below the paths given.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "check/evaluate.h"
#include "gather/gather.h"
#include "options.h"
#include "policy/policy.h"
#include "vocab/identifier.h"
#include "vocab/policy_terms.h"
#include "vocab/purpose.h"
#include "vocab/vocabulary.h"

namespace hegui::cli {

// A policy and the vocabularies of the same image, with the memory they look at.
class LoadedPolicy {
 public:
  explicit LoadedPolicy(image::View view)
      : policy(view), vocabulary(view), identifiers(vocabulary), purposes(vocabulary) {}
  explicit LoadedPolicy(std::unique_ptr<std::string> image) : LoadedPolicy(image::View(*image)) {
    image_ = std::move(image);
  }
  policy::Policy policy;
  vocab::Vocabulary vocabulary;
  vocab::Identifiers identifiers;
  vocab::PurposeText purposes;
  vocab::PolicyTerms terms() const { return vocab::PolicyTerms(policy.view()); }

 private:
  std::unique_ptr<std::string> image_;
};

// The built-in policy, or with --policy the packs compiled together. Prints what is wrong with a pack and gives null.
std::unique_ptr<LoadedPolicy> load_policy(const Common& common);

// Reads the paths; `-` is standard input.
gather::Gathered load_inputs(const std::vector<std::string>& paths, const read::Context& context);

// One product as rules see it: merged and with its derived facts.
facts::Subject subject_of(gather::Product& product, const LoadedPolicy& policy);

}  // namespace hegui::cli
