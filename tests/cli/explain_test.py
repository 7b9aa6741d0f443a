"""`hegui explain` answers for whatever a person may come with: names of platforms, official numbers, provinces, SDKs, fields, laws, words."""
import json
import os
import subprocess
import unittest


def run(*arguments):
    done = subprocess.run([os.environ["HEGUI"], *arguments], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=60)
    return done.returncode, done.stdout, done.stderr


def explain(word, language):
    return run("explain", word, "--lang", language)


class Explain(unittest.TestCase):
    def hold(self, word, zh, en):
        """The answer in each language has these parts, and is told from a page, not from what only speaks of the word."""
        for language, parts in (("zh", zh), ("en", en)):
            status, out, err = explain(word, language)
            self.assertEqual((status, err), (0, ""), word)
            for part in parts:
                self.assertIn(part, out, f"{word} [{language}]")
        return explain(word, "en")[1]

    def test_permissions_of_all_platforms(self):
        self.hold("READ_CONTACTS", ("android.permission.READ_CONTACTS", "ohos.permission.READ_CONTACTS", "联系人信息 (contacts)", "风险：高", "已核对公开文本", "UR-036"),
                  ("(contacts)", "risk: high", "checked against a public text", "[[permissions]] name = \"android.permission.READ_CONTACTS\""))
        self.hold("NSCameraUsageDescription", ("图片和视频信息", "UIImagePickerController", "UR-094"), ("pictures and video", "UR-094"))
        self.hold("ohos.permission.LOCATION", ("精确位置", "精准定位信息", "user_grant", "UR-096"), ("precise location", "interfaces that need it"))
        self.hold("scope.userLocation", ("精确地理位置", "wx.getLocation"), ("wx.getLocation", "UR-120"))
        contacts = explain("android.permission.READ_CONTACTS", "en")[1]
        for rule, judges in (("UR-013", True), ("UR-021", True), ("UR-036", True), ("UR-035", False), ("UR-094", False), ("UR-107", False)):
            self.assertEqual(f"  {rule} " in contacts, judges, f"{rule}: a rule that would never judge it is not named")
        known = explain("android.permission.READ_CALENDAR", "en")[1]
        self.assertIn("our own reading", known, "what a permission opens is told as such")

    def test_types_of_app_and_services(self):
        for word in ("网约车", "ride-hailing", "Ride-Hailing"):
            self.hold(word, ("ride-hailing-licence", "MA-050", "网络约车类", "行踪轨迹", "仅限：网络预约出租汽车服务"), ("subject.services", "subject.app_type", "movement track"))
        self.hold("网络约车类", ("序号 2", "已核对公开文本"), ("no. 2",))
        self.hold("news", ("互联网新闻信息服务", "news-licence", "MA-033", "新闻资讯类"), ("MA-033", "its basic function needs no personal information"))
        self.hold("payment", ("支付业务许可证编号", "MA-063"), ("payment business licence number",))
        self.hold("生成式人工智能", ("genai-filing", "MA-097", "生成式人工智能服务管理暂行办法"), ("generative AI service filing number",))

    def test_official_numbers_say_what_they_hold_and_who_gives_them(self):
        self.hold("京ICP备12345678号-2A", ("APP备案号", "北京", "2012", "京ICP备12345678号", "通信管理局", "MA-018"),
                  ("Beijing", "2012", "the communications administration of the province", "no proof"))
        self.hold("沪公网安备31010102000001号", ("上海", "公安机关"), ("Shanghai", "network-security police", "samples only"))
        self.hold("91350100M000100Y43", ("福建", "校验码", "MA-001"), ("Fujian", "registering authority", "check digits"))
        self.hold("京ICP证030173号", ("2003", "北京"), ("ICP licence, old style", "2003"))
        self.hold("B2-20240001", ("电信业务经营许可证编号", "工业和信息化部"), ("Ministry of Industry and Information Technology", "2024"))
        for word in ("京ICP备12345678号-2A", "沪公网安备31010102000001号", "91350100M000100Y43", "B2-20240001", "news-licence", "payment-licence", "av-licence"):
            english = [line for line in explain(word, "en")[1].splitlines() if line.startswith("given by:")]
            self.assertTrue(english, word)
            self.assertTrue(all(line.isascii() for line in english), f"the issuer in English: {english}")

    def test_a_wrong_check_digit_is_told(self):
        for language, said in (("zh", "统一社会信用代码，但校验码"), ("en", "unified social credit identifier, but its check digits")):
            status, out, err = explain("91350100M000100Y44", language)
            self.assertEqual((status, out), (2, ""))
            self.assertIn(said, err)

    def test_a_kind_stands_under_its_own_name(self):
        self.assertIn("telecom business licence number  (telecom-licence)", explain("telecom-licence", "en")[1].splitlines()[0])

    def test_every_kind_of_number_names_its_issuer_in_both_languages(self):
        for kind in ("icp-filing", "mini-program-filing", "genai-filing", "algorithm-filing", "ride-hailing-licence", "game-isbn", "map-review", "uscc"):
            status, out, _ = explain(kind, "en")
            if status == 0 and "a kind of official number" in out:
                self.assertIn("given by: the ", out, kind)

    def test_provinces(self):
        for word in ("四川", "四川省", "Sichuan", "51", "蜀", "川"):
            self.hold(word, ("四川", "51", "蜀", "川", "简称不同"), ("Sichuan", "abbreviate it differently"))
        self.hold("北京", ("京",), ("Beijing",))

    def test_sdks_by_name_package_and_coordinates(self):
        for word in ("jpush", "极光推送", "极光推送SDK", "cn.jpush", "cn.jpush.android.api.JPushInterface", "JPush", "jpush-react-native", "cn.jiguang.sdk:jpush:5.0.0"):
            self.hold(word, ("极光推送  (jpush)", "第三方SDK", "(device-identifier)", "https://", "标志可信"), ("JPush", "provider:", "marks are trusted"))
        self.hold("高德地图SDK", ("(amap)", "高德软件有限公司"), ("(amap)",))
        several = explain("友盟", "zh")
        self.assertEqual(several[0], 0)
        for slug in ("umeng-analytics", "umeng-push", "umeng-share"):
            self.assertIn(slug, several[1])
        self.assertIn("(umeng-analytics)", explain("com.umeng.analytics.MobclickAgent", "zh")[1].splitlines()[0], "of prefixes the longest counts")
        self.assertIn("(jiguang-core)", explain("libjcore420.so", "en")[1])
        self.assertIn("UR-046 sdk-not-declared", explain("jpush", "en")[1])
        self.assertIn("jiguang-core", explain("深圳市和讯华谷信息技术有限公司", "zh")[1], "by the provider")

    def test_interfaces(self):
        self.hold("getDeviceId", ("android.telephony.TelephonyManager.getDeviceId", "READ_PHONE_STATE", "UR-037"), ("(device-identifier)",))
        self.hold("wx.getLocation", ("scope.userLocation",), ("scope.userLocation",))
        self.hold("TelephonyManager", ("getImei", "getLine1Number"), ("getImei",))

    def test_fields_of_services(self):
        for word in ("idCard", "shenfenzheng", "id_card_no", "身份证号"):
            self.hold(word, ("(identity-document)", "证件类型和号码  (id-document)", "敏感：视内容和用途而定"), ("(identity-document)", "type and number of identity document"))

    def test_personal_information(self):
        self.hold("location-precise", ("精准定位信息", "地理位置", "android.permission.ACCESS_FINE_LOCATION", "(trip-origin)"), ("group of the root document: location",))
        self.hold("trip-origin", ("出发地", "上车地点", "网络约车类 (ride-hailing)"), ("place of departure", "(ride-hailing)"))
        self.hold("手机号", ("phone-number", "网络约车类"), ("registered user's mobile number",))

    def test_terms_of_privacy_policies(self):
        self.hold("撤回同意", ("withdraw-consent", "您可以随时撤回同意。", "UR-144"), ("to withdraw consent", "You may withdraw your consent.", "UR-144"))
        self.hold("注销", ("注销账号", "cancel-account", "UR-059", "UR-062"), ("to close the account",))

    def test_laws_by_full_short_and_english_name(self):
        for word in ("个人信息保护法", "中华人民共和国个人信息保护法", "《个人信息保护法》", "PIPL", "pipl", "个保法", "Personal Information Protection Law"):
            self.hold(word, ("中华人民共和国个人信息保护法  (pipl)", "主席令第91号", "施行：2021-11-01", "pipl:14", "UR-017", "opinions:15"), ("In force from 2021-11-01",))
        for word in ("网络安全法", "Cybersecurity Law", "csl"):
            self.hold(word, ("(csl)", "2026-01-01", "csl:23"), ("81 articles",))
        listed = [line.split()[0] for line in explain("PIPL", "en")[1].splitlines() if line.startswith("  pipl:")]
        self.assertEqual(listed, sorted(listed, key=lambda clause: int(clause.split(":")[1])), "in reading order")

    def test_instruments_by_their_own_number(self):
        self.hold("工信部信管函〔2020〕164号", ("(miit164)",), ("(miit164)",))
        self.hold("GB 45438", ("(gb45438)", "施行：2025-09-01"), ("(gb45438)",))

    def test_articles_by_their_numbers_of_both_times(self):
        self.hold("网络安全法第41条", ("csl:43", "修订前的编号：csl:41", "UR-014"), ("csl:43", "Its number before the renumbering: csl:41"))
        both = self.hold("网络安全法第四十三条", ("csl:43", "csl:45"), ("csl:43", "csl:45"))
        self.assertIn("its number before the renumbering: csl:43", both)
        self.hold("个保法第14条", ("pipl:14", "UR-017"), ("pipl:14",))

    def test_words_need_no_quotes(self):
        for words in (("opinions", "15"), ("网络安全法", "第41条"), ("Cybersecurity", "Law", "art.", "41")):
            self.assertEqual(run("explain", *words, "--lang", "en")[1], run("explain", " ".join(words), "--lang", "en")[1])
            self.assertEqual(run("explain", *words)[0], 0, words)

    def test_an_opinions_article_leads_to_clauses_and_rules(self):
        zh = self.hold("opinions:15", ("「完善服务质量管理体系，健全投诉处理机制」", "由下列条款落实", "中华人民共和国个人信息保护法 (pipl)"),
                       ("Made concrete by these clauses", "Personal Information Protection Law (pipl)"))
        line = next(line for line in zh.splitlines() if line.strip().startswith("pipl:14 "))
        self.assertIn("→ UR-010", line)
        self.assertIn("UR-017", line)
        self.assertLess(zh.index("pipl:5 "), zh.index("pipl:13 "), "in reading order")
        self.assertIn("addressed-to-state", explain("opinions:19", "en")[1])

    def test_a_clause_says_how_well_its_source_is_known(self):
        self.hold("pipl:14", ("来源：已核对公开文本", "opinions:15", "UR-017"), ("source: checked against a public text", "Makes concrete"))
        clauses = json.loads(run("clauses", "--format", "json")[1])
        weak = next(clause for clause in clauses if clause["verified"] == "k" and ":" in clause["id"])
        self.assertIn("from knowledge, not checked", explain(weak["id"], "en")[1])

    def test_rules_and_facts(self):
        for word in ("UR-021", "permission-forced", "ur-021"):
            self.hold(word, ("[严重]", "是否适用取决于", "permissions[].mandatory", "pipl:16"), ("[critical]", "Whether it applies depends on", "permissions[].mandatory"))
        self.hold("subject.app_type", ("用到它的规则", "UR-028"), ("Rules that speak of it", "UR-028"))
        self.hold("filings", ("filings[].holder", "MA-113"), ("Fields of each record", "filings[].holder"))
        self.hold("app_type", ("subject.app_type",), ("subject.app_type",))

    def test_packs_and_profiles(self):
        self.hold("security", ("hegui rules --select security",), ("hegui rules --select security",))
        self.hold("miit-inspection", ("--profile miit-inspection",), ("--profile miit-inspection",))

    def test_what_is_called_otherwise_is_found_by_what_speaks_of_it(self):
        self.hold("等保", ("没有以“等保”为名的条目", "csl:23", "SEC-002", "security.mlps_level"), ("Nothing is called `等保`", "csl:23"))
        self.hold("CWE-319", ("SEC-062",), ("SEC-062",))

    def test_what_nothing_speaks_of_is_said_so_with_the_nearest_names(self):
        for language, words in (("zh", "没有“GDPR”的说明：规则、条款"), ("en", "nothing is known of `GDPR`")):
            status, out, err = explain("GDPR", language)
            self.assertEqual((status, out), (2, ""))
            self.assertIn(words, err)
        self.assertIn("READ_CONTACTS", explain("READ_CONTATCS", "en")[2])
        self.assertIn("ride-hailing", explain("ride-hialing", "zh")[2])
        self.assertIn("名称相近的有", explain("ride-hialing", "zh")[2])

    def test_a_long_answer_stays_short(self):
        for word in ("支付", "SDK", "定位", "备案", "location", "手机号", "idCard"):
            status, out, _ = explain(word, "zh")
            self.assertEqual(status, 0, word)
            self.assertLess(len(out.splitlines()), 130, word)


class Clauses(unittest.TestCase):
    def test_the_listing_shows_the_chain_and_the_words(self):
        status, out, _ = run("clauses", "opinions", "--lang", "zh")
        self.assertEqual(status, 0)
        for part in ("「健全电信业务分级分类管理制度", "落实于 ", "→ ", "MA-005"):
            self.assertIn(part, out)
        self.assertLess(out.index("opinions:2 "), out.index("opinions:10 "), "in reading order")
        self.assertLess(max(map(len, out.splitlines())), 140)
        self.assertIn("makes concrete opinions:15", run("clauses", "pipl", "--lang", "en")[1])

    def test_programs_get_the_same(self):
        rows = {row["id"]: row for row in json.loads(run("clauses", "--format", "json")[1])}
        self.assertIn("pipl:14", rows["opinions:15"]["made_concrete_by"])
        self.assertIn("opinions:15", rows["pipl:14"]["makes_concrete"])
        self.assertIn("UR-017", rows["pipl:14"]["rules"])
        self.assertTrue(rows["opinions:15"]["quotes"])
        for row in rows.values():
            for parent in row["makes_concrete"]:
                self.assertIn(row["id"], rows[parent]["made_concrete_by"])


if __name__ == "__main__":
    unittest.main()
