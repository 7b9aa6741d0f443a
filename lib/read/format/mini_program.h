// app.json of mini programs: WeChat's, and that of the platforms which took it over (Alipay, Douyin, Feishu, Baidu);
// and what frameworks write it from: app.config of Taro, the `<config>` block of wepy.
#pragma once

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/format.h"
#include "read/format/json_facts.h"

namespace hegui::read::mini {

bool recognises_app(const Look& look);

// Errors: those of JSON, and HG1420 no object. Warnings: HG1424 it is of Douyin or Feishu; on a script HG1422 it
// exports no object literal, HG1423 a member is computed.
Checked<facts::FactSet> read_app(const SourcePtr& source, const Context& context);

// Where the parts that a manifest of WeChat's kind shares with that of a framework for several platforms are stated.
struct Parts {
  JsonFacts& json;
  PermissionRecords& permissions;
  SdkRecords& sdks;
};

// `permission`: scopes with what the user is told, for `platform`. A scope whose `desc` is blank or missing is stated
// all the same.
void state_scopes(const Parts& parts, const tree::Node& in, std::string_view platform);
// `plugins`, each by its provider's app id; `wechat`: WeChat's own list too.
void state_plugins(const Parts& parts, const tree::Node& in, bool wechat);
// What only WeChat's has: requiredPrivateInfos and __usePrivacyCheck__. `whole`: the manifest says all there is, so
// that a list it does not have is empty.
void state_wechat(const Parts& parts, const tree::Node& in, bool whole);

}  // namespace hegui::read::mini
