// Facts of service descriptions: both versions, both notations, what is not accused, and hostile documents.
#include "read/format/openapi.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "facts_text.h"
#include "policy/embedded.h"
#include "read/format/openapi_servers.h"

namespace hegui::read {
namespace {

using facts::FactSet;
using testing::records;
using testing::words;
using Lines = std::vector<std::string>;

Checked<FactSet> read_text(std::string text, std::string name = "openapi.yaml") {
  static const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  return read(std::make_shared<const Source>(std::move(name), std::move(text)),
              {.limits = {}, .vocabulary = &vocabulary});
}

FactSet facts_of(std::string text) {
  auto read = read_text(std::move(text));
  EXPECT_TRUE(read) << render(read.issues.back());
  return std::move(*read.value);
}

constexpr std::string_view kUsers = R"(openapi: 3.0.3
info: {title: Users, version: "1.2"}
servers:
  - url: https://api.shop.cn/v1
  - url: http://api.shop.cn/v1
  - url: http://localhost:8080
security: [{key: []}]
paths:
  /users:
    get:
      parameters: [{name: mobileNo, in: query, schema: {type: string}}]
      responses: {"200": {content: {application/json: {schema: {$ref: "#/components/schemas/User"}}}}}
    post:
      security: []
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/User"}}}}
  /health: {get: {security: [{}, {key: []}], responses: {}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X}}
  schemas:
    User:
      type: object
      properties:
        id: {type: integer}
        name: {type: string}
        身份证号: {type: string}
        emailVerified: {type: boolean}
        lastLoginIp: {type: string, readOnly: true}
        contact: {$ref: "#/components/schemas/Contact"}
    Contact:
      allOf: [{properties: {value: {type: string, format: email}}}, {$ref: "#/components/schemas/User"}]
)";

TEST(OpenApi, ServersOperationsAndFields) {
  const FactSet set = facts_of(std::string(kUsers));
  EXPECT_EQ(words(set, "api.title"), "Users");
  EXPECT_EQ(words(set, "api.version"), "1.2");
  EXPECT_EQ(words(set, "api.servers"), "[https://api.shop.cn/v1 http://api.shop.cn/v1 http://localhost:8080]");
  EXPECT_EQ(words(set, "api.plain_http_servers"), "[http://api.shop.cn/v1]");
  EXPECT_EQ(records(set, "api.operations", {"id", "secured", "personal_fields"}),
            (Lines{"GET /users true [mobileNo]", "POST /users false [name 身份证号 value]", "GET /health false []"}));
  EXPECT_EQ(records(set, "collection", {"item", "category"}),
            (Lines{"phone-number phone-number", "user-name basic-profile", "id-document identity-document",
                   "email basic-profile"}));
  const facts::Item* phone = set.cell(facts::fact("collection")).first;
  EXPECT_EQ(resolve(phone->origins->span).to_string(), "openapi.yaml:11:27");
}

TEST(OpenApi, Swagger2InJson) {
  const FactSet set =
      facts_of(R"({"swagger": "2.0", "host": "api.shop.cn", "basePath": "/v2", "schemes": ["HTTP", "https"],
    "securityDefinitions": {"basic": {"type": "basic"}},
    "paths": {
      "/login": {"post": {"parameters": [{"in": "formData", "name": "password", "type": "string"}]}},
      "/users/{name}": {"parameters": [{"in": "path", "name": "name", "type": "string"}],
                        "put": {"security": [{"basic": []}], "parameters": [{"in": "body", "name": "b", "schema": {"$ref": "#/definitions/a~1b%20c"}}]}}},
    "definitions": {"a/b c": {"properties": {"sfzh": {"type": "string"}}}}})");
  EXPECT_EQ(words(set, "api.servers"), "[http://api.shop.cn/v2 https://api.shop.cn/v2]");
  EXPECT_EQ(words(set, "api.plain_http_servers"), "[http://api.shop.cn/v2]");
  EXPECT_EQ(records(set, "api.operations", {"id", "secured", "personal_fields"}),
            (Lines{"POST /login false [password]", "PUT /users/{name} true [name sfzh]"}));
}

TEST(OpenApi, WaysOfAuthentication) {
  const auto schemes = [](const FactSet& set) {
    return records(set, "api.security_schemes", {"name", "kind", "location", "scheme"});
  };
  const FactSet set = facts_of(R"(openapi: 3.1.0
paths: {}
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: k}
    login: {type: http, scheme: Basic}
    same: {$ref: "#/components/securitySchemes/login"}
    odd: {type: http}
    none: {}
    away: {$ref: "other.yaml#/x"}
)");
  EXPECT_EQ(schemes(set), (Lines{"key apiKey query -", "login http - basic", "same http - basic", "odd http - ?",
                                 "none ? - -", "…"}));
  const facts::Item* key = set.cell(facts::fact("api.security_schemes")).first;
  EXPECT_EQ(testing::place(facts::FactSet::cell(*key, facts::fact("api.security_schemes[].location"))),
            "openapi.yaml:5:29");
  EXPECT_EQ(schemes(facts_of(R"({"swagger": "2.0", "paths": {}, "securityDefinitions": {
      "b": {"type": "basic"}, "k": {"type": "apiKey", "in": "header", "name": "X"}}})")),
            (Lines{"b http - basic", "k apiKey header -"}));
  EXPECT_EQ(words(facts_of("openapi: 3.1.0\npaths: {}\n"), "api.security_schemes"), "0") << "closed and empty";
  EXPECT_EQ(words(facts_of("openapi: 3.1.0\npaths: {}\ncomponents: {securitySchemes: 3}\n"), "api.security_schemes"),
            "0…");
}

TEST(OpenApi, WhatIsNotToldIsNotAccused) {
  // No word about security anywhere; a requirement of a scheme nobody defines; credentials among the parameters.
  EXPECT_EQ(records(facts_of("openapi: 3.1.0\ninfo: {}\npaths: {/a: {get: {}}}"), "api.operations", {"secured"}),
            Lines{"?"});
  EXPECT_EQ(records(facts_of("openapi: 3.1.0\ninfo: {}\nsecurity: [{gone: []}]\npaths: {/a: {get: {}}}"),
                    "api.operations", {"secured"}),
            Lines{"?"});
  EXPECT_EQ(records(facts_of("openapi: 3.1.0\ninfo: {}\npaths:\n"
                             "  /a: {get: {security: []}}\n"
                             "  /b: {get: {security: [], parameters: [{in: header, name: Authorization}]}}\n"
                             "  /c: {get: {security: [], parameters: [{$ref: 'other.yaml#/p'}]}}"),
                    "api.operations", {"secured"}),
            (Lines{"false", "?", "?"}));
  const FactSet relative = facts_of("openapi: 3.1.0\ninfo: {}\npaths: {}");
  EXPECT_EQ(words(relative, "api.servers"), "[…]");
  EXPECT_EQ(words(relative, "api.plain_http_servers"), "[…]");
}

TEST(OpenApi, WhoseDataIsMeantIsPersonalWhereTheAnswerIs) {
  const auto get = [](const std::string& answer, const std::string& method = "get") {
    return records(facts_of("openapi: 3.0.3\ninfo: {}\npaths:\n  /posts:\n    " + method +
                            ":\n      parameters: [{name: username, in: query, schema: {type: string}}]\n" + answer),
                   "api.operations", {"personal_fields"})
        .front();
  };
  const std::string responses = "      responses: {'200': {content: {application/json: {schema: {properties: {";
  EXPECT_EQ(get(responses + "title: {}, author: {properties: {nickname: {}, avatar: {}}}}}}}}}\n"), "[]");
  EXPECT_EQ(get(responses + "phone: {type: string}}}}}}}\n"), "[username]");
  EXPECT_EQ(get(responses + "phone: {type: string, writeOnly: true}}}}}}}\n"), "[]");
  EXPECT_EQ(get(responses + "title: {}}}}}}}\n", "delete"), "[username]") << "it does something to somebody";
  EXPECT_EQ(get("      responses: {'404': {}}\n"), "[…]") << "what is answered is not told";
  EXPECT_EQ(get("      responses: {'200': {$ref: 'other.yaml#/r'}}\n"), "[…]");
}

TEST(OpenApi, PartsInFilesBesideItAreRead) {
  static const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  const std::map<std::string, std::string> files = {
      {"api/paths/users.yaml",
       "post:\n  security: []\n  requestBody: {content: {application/json: {schema: {$ref: ../schemas/User.yaml}}}}\n"
       "get:\n  parameters: [{$ref: '../openapi.yaml#/components/parameters/Mobile'}]\n"
       "put: {$ref: user.put.yaml}\ndelete: {$ref: gone.yaml}\n"},
      {"api/paths/user.put.yaml",
       "security: []\nparameters: [{name: email, in: query}, {$ref: 'user.put.yaml#Page'}]\n"
       "Page: {name: page, in: query}\n"},
      {"api/schemas/User.yaml", "properties:\n  name: {type: string}\n  card: {$ref: 'Card.json#/definitions/Card'}\n"},
      {"api/schemas/Card.json", R"({"definitions": {"Card": {"properties": {"idCardNo": {"type": "string"}}}}})"},
      {"secret.yaml", "get: {parameters: [{name: phone, in: query}]}\n"}};
  Context context{.limits = {}, .vocabulary = &vocabulary};
  context.beside = [&](const Source& input, std::string_view path) -> SourcePtr {
    const std::string folder = input.name().substr(0, input.name().rfind('/') + 1);
    const auto it = files.find(std::filesystem::path(folder + std::string(path)).lexically_normal().generic_string());
    return it == files.end() ? nullptr : std::make_shared<const Source>(it->first, it->second);
  };
  const std::string text =
      "openapi: 3.0.3\ninfo: {}\npaths:\n  /users: {$ref: paths/users.yaml}\n"
      "components: {parameters: {Mobile: {name: mobileNo, in: query, schema: {type: string}}}}\n";
  auto read = read::read(std::make_shared<const Source>("api/openapi.yaml", text), context);
  ASSERT_TRUE(read);
  EXPECT_EQ(records(*read.value, "api.operations", {"id", "secured", "personal_fields"}),
            (Lines{"POST /users false [name idCardNo]", "GET /users false [mobileNo]", "PUT /users false [email]",
                   "DELETE /users ? […]"}));
  const facts::Item* post = read.value->cell(facts::fact("api.operations")).first;
  EXPECT_EQ(testing::place(FactSet::cell(*post, facts::fact("api.operations[].secured"))), "api/paths/users.yaml:2:13");
  for (const std::string_view elsewhere : {"../secret.yaml", "/secret.yaml", "https://a.cn/x.yaml", "gone.yaml"}) {
    read = read::read(
        std::make_shared<const Source>(
            "api/openapi.yaml", fmt::format("openapi: 3.0.3\ninfo: {{}}\npaths:\n  /a: {{$ref: '{}'}}\n", elsewhere)),
        context);
    ASSERT_TRUE(read);
    EXPECT_EQ(words(*read.value, "api.operations"), "0…") << elsewhere;
  }
}

TEST(OpenApi, AnAddressWithVariablesIsEachAddressTheyAllow) {
  const auto servers = [](const std::string& list) {
    const FactSet set = facts_of("openapi: 3.0.0\ninfo: {}\npaths: {}\nservers:\n" + list);
    return words(set, "api.servers") + " " + words(set, "api.plain_http_servers");
  };
  EXPECT_EQ(
      servers("  - url: '{scheme}://api.shop.cn'\n    variables: {scheme: {enum: [https, http], default: https}}\n"),
      "[{scheme}://api.shop.cn] [http://api.shop.cn]");
  EXPECT_EQ(servers("  - url: '{scheme}://api.shop.cn'\n    variables: {scheme: {enum: [https], default: https}}\n"),
            "[{scheme}://api.shop.cn] []");
  EXPECT_EQ(
      servers("  - url: 'http://{zone}.shop.cn/{v}'\n    variables: {zone: {default: cn}, v: {enum: [v1, v2]}}\n"),
      "[http://{zone}.shop.cn/{v}] [http://cn.shop.cn/v1 http://cn.shop.cn/v2]");
  EXPECT_EQ(servers("  - url: 'http://{host}:8080'\n    variables: {host: {default: localhost}}\n"),
            "[http://{host}:8080] []")
      << "this machine";
  EXPECT_EQ(servers("  - url: 'http://{host}/v1'\n    variables: {zone: {default: cn}}\n"), "[http://{host}/v1] […]")
      << "nobody says what to fill in";
  EXPECT_EQ(servers("  - url: '{base}/v1'\n    variables: {base: {default: 'http://a.shop.cn'}}\n"),
            "[{base}/v1] [http://a.shop.cn/v1]");
  const std::string many = "{enum: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']}";
  EXPECT_EQ(servers("  - url: 'http://{a}{b}.cn'\n    variables: {a: " + many + ", b: " + many + "}\n"),
            "[http://{a}{b}.cn] […]")
      << "too many ways";
}

TEST(OpenApi, PlainHttpForAllTheWorldOnly) {
  using openapi::Transport;
  using openapi::transport_of;
  for (const char* plain : {"http://api.shop.cn", "HTTP://shop.cn:80/x", "http://user@8.8.8.8", "ws://a.b.cn",
                            "http://myexample.com", "http://a.cn/{base}"})
    EXPECT_EQ(transport_of(plain), Transport::Plain) << plain;
  for (const char* inside :
       {"http://localhost", "http://127.0.0.1:8080/", "http://127.1.2.3", "http://10.0.0.1", "http://192.168.1.1",
        "http://172.20.0.1", "http://[::1]:80", "http://petstore/v1", "http://api.example.com", "http://example.org",
        "http://a.internal", "http://x.test", "http://192.0.2.1", "http://169.254.1.1"})
    EXPECT_EQ(transport_of(inside), Transport::Inside) << inside;
  for (const char* untold :
       {"/v1", "", "//a.cn", "{scheme}://a.cn", "http://{host}/x", "http://{region}.a.cn", "http://", "http://<host>"})
    EXPECT_EQ(transport_of(untold), Transport::Untold) << untold;
  for (const char* guarded : {"https://a.cn", "wss://a.cn", "https://{x}.a.cn"})
    EXPECT_EQ(transport_of(guarded), Transport::Guarded) << guarded;
}

TEST(OpenApi, ALabelInChineseNamesTheField) {
  const FactSet set = facts_of(R"(openapi: 3.0.0
info: {}
paths:
  /a:
    post:
      parameters:
        - {name: q1, in: query, description: 手机号, schema: {type: string}}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                f1: {type: string, title: 身份证号}
                f2: {type: string, description: 银行卡号（选填）}
                f3: {type: string, description: 备注手机号}
)");
  EXPECT_EQ(records(set, "api.operations", {"personal_fields"}), Lines{"[q1 f1 f2]"});
}

TEST(OpenApi, ReferencesElsewhereLeaveListsOpen) {
  auto read = read_text(
      "openapi: 3.0.0\ninfo: {}\npaths:\n  /a: {$ref: 'a.yaml'}\n"
      "  /b: {post: {requestBody: {content: {x/y: {schema: {$ref: 'b.yaml'}}}}}}");
  ASSERT_TRUE(read);
  EXPECT_EQ(records(*read.value, "api.operations", {"id", "personal_fields"}), (Lines{"POST /b […]", "…"}));
  EXPECT_EQ(words(*read.value, "collection"), "0…");
  ASSERT_EQ(read.issues.size(), 1u);
  EXPECT_EQ(read.issues[0].code.to_string(), "HG1272");
}

TEST(OpenApi, WithoutAVocabularyFieldsAreUnknown) {
  const auto read = read_openapi(std::make_shared<const Source>("a.yaml", std::string(kUsers)), {});
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "collection"), "?");
  EXPECT_EQ(records(*read.value, "api.operations", {"personal_fields", "secured"}),
            (Lines{"? true", "? false", "? false"}));
}

TEST(OpenApi, CirclesEnd) {
  const FactSet set = facts_of(
      "openapi: 3.0.0\ninfo: {}\npaths:\n"
      "  /a: {post: {requestBody: {content: {x/y: {schema: {$ref: '#/components/schemas/A'}}}}}}\n"
      "  /b: {post: {requestBody: {$ref: '#/components/x'}}}\n"
      "components:\n  x: {$ref: '#/components/y'}\n  y: {$ref: '#/components/x'}\n"
      "  schemas: {A: {properties: {b: {$ref: '#/components/schemas/B'}, phone: {}}}, B: {items: {$ref: "
      "'#/components/schemas/A'}}}");
  EXPECT_EQ(records(set, "api.operations", {"personal_fields"}), (Lines{"[phone]", "[…]"}));
}

TEST(OpenApi, LongChainsOfReferencesAreCutAloud) {
  std::string text =
      "openapi: 3.0.0\ninfo: {}\npaths: {/a: {post: {requestBody: {content: {x/y: {schema: {$ref: "
      "'#/d/s0'}}}}}}}\nd:\n";
  for (int at = 0; at < 5000; ++at)
    text += "  s" + std::to_string(at) + ": {properties: {p: {$ref: '#/d/s" + std::to_string(at + 1) + "'}}}\n";
  auto read = read_text(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(records(*read.value, "api.operations", {"personal_fields"}), Lines{"[…]"});
  EXPECT_EQ(read.issues.back().code.to_string(), "HG1272");
}

TEST(OpenApi, Refusals) {
  const auto code = [](std::string text) {
    const auto read = read_text(std::move(text));
    return read ? "read" : read.issues.back().code.to_string();
  };
  EXPECT_EQ(code("openapi: 4.0.0\ninfo: {}"), "HG1270");
  EXPECT_EQ(code("swagger: 1.2\ninfo: {}"), "HG1270");
  EXPECT_EQ(code("swagger: 2.0\ninfo: {}"), "read");
  EXPECT_EQ(code("{\"openapi\": \"3.0.0\", \"info\": {}, \"paths\": []}"), "HG1271");
  EXPECT_EQ(code("openapi: 3.0.0\ninfo: {a: &x [*x]}"), "HG1231");
  std::string bomb = "openapi: 3.0.0\ninfo: {}\na: &a [x,x,x,x,x,x,x,x,x,x]\n";
  for (char name = 'b'; name < 'j'; ++name) {
    const std::string before(1, static_cast<char>(name - 1));
    bomb += std::string(1, name) + ": &" + name + " [*" + before;
    for (int at = 0; at < 9; ++at) bomb += ",*" + before;
    bomb += "]\n";
  }
  EXPECT_EQ(code(bomb), "HG1207");
  EXPECT_EQ(code("{\"openapi\": \"3.0.0\", \"info\": " + std::string(1000, '[') + std::string(1000, ']') + "}"),
            "HG1206");
}

TEST(OpenApi, IsToldFromItsKeys) {
  const auto recognised = [](std::string text, std::string name) {
    const Source source(std::move(name), std::move(text));
    return recognises_openapi(look(source));
  };
  EXPECT_TRUE(recognised("openapi: 3.0.0\npaths: {}", "x"));
  EXPECT_TRUE(recognised("{\"swagger\": \"2.0\", \"info\": {}}", "x"));
  EXPECT_TRUE(recognised("{\"paths\": {}}", "swagger.json"));
  EXPECT_FALSE(recognised("{\"paths\": {}}", "x.json"));
  EXPECT_FALSE(recognised("swagger: yes\nspring: {}", "application.yml"));
  // Tools that sort members put the version behind everything else.
  const std::string large(std::size_t{1} << 20, 'x');
  EXPECT_TRUE(
      recognised("{\"definitions\": {\"a\": \"" + large + "\"}, \"paths\": {}, \"swagger\": \"2.0\"}", "pets.json"));
  EXPECT_TRUE(recognised("definitions:\n  a: " + large + "\npaths: {}\nswagger: '2.0'\n", "pets.yaml"));
}

TEST(OpenApi, TheAccountOfADatabaseIsNoPersons) {
  const FactSet set = facts_of(R"(openapi: 3.0.3
info: {title: Admin, version: "1"}
paths:
  /init/initdb: {post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/request.InitDB"}}}}, responses: {}}}
  /user/login: {post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/request.Login"}}}}, responses: {}}}
components:
  schemas:
    request.InitDB: {type: object, properties: {host: {type: string}, userName: {type: string}, password: {type: string}}}
    request.Login: {type: object, properties: {userName: {type: string}, password: {type: string}}}
)");
  EXPECT_EQ(records(set, "api.operations", {"id", "personal_fields"}),
            (Lines{"POST /init/initdb []", "POST /user/login [userName password]"}));
}

}  // namespace
}  // namespace hegui::read
