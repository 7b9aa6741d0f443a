"""Quick apps, and products that a framework builds, as their teams check them: the folder of the project beside a declaration."""
import json
import unittest

from support import AS_OF, WithFolder, run


class Frameworks(WithFolder):
    def check(self, declaration="", *options):
        self.write("hegui.toml", declaration)
        status, out, err = run("check", str(self.folder), *AS_OF, "--format", "json", "--fail-on", "none", *options)
        self.assertEqual(status, 0, err)
        report = json.loads(out)
        self.assertEqual(len(report["subjects"]), 1, report["subjects"])
        return report["subjects"][0]

    @staticmethod
    def found(subject, rule):
        return {(finding["verdict"], finding.get("item", "")) for finding in subject["findings"] if finding["rule"] == rule}

    QUICK = json.dumps({
        "package": "com.example.quick", "name": "示例", "versionName": "1.0", "minPlatformVersion": 1070,
        "features": [{"name": name} for name in ("system.geolocation", "system.device", "system.fetch", "service.maker")],
        "config": {"background": {"features": ["system.geolocation"]}}}, ensure_ascii=False, indent=1)

    def test_what_a_quick_app_asks_for_is_held_against_the_declaration(self):
        self.write("src/manifest.json", self.QUICK)
        subject = self.check('[subject]\nkind = "quick-app"\n[[permissions]]\nname = "system.geolocation"\nplatform = "quick-app"\npurpose = "查找附近网点"\n'
                             'feature = "网点"\n[[permissions]]\nname = "config.background:system.geolocation"\nplatform = "quick-app"\npurpose = ""\nfeature = ""\n'
                             '[[permissions]]\nname = "service.maker"\nplatform = "quick-app"\nasks_user = false\n')
        self.assertEqual(self.found(subject, "UR-014"), {("unknown", "system.device")}, "it is unknown whether one of its functions that ask is used")
        self.assertEqual({tuple(finding["missing"]) for finding in subject["findings"] if finding["rule"] == "UR-014"}, {("permissions[].asks_user",)})
        self.assertEqual(self.found(subject, "UR-013"), {("fail", "config.background:system.geolocation")})
        self.assertEqual(self.found(subject, "UR-034"), {("fail", "config.background:system.geolocation")})
        self.assertEqual(subject["verdicts"].get("fail", []).count("UR-036"), 0)

    def test_the_fix_fits_every_platform(self):
        self.write("src/manifest.json", self.QUICK)
        subject = self.check('[subject]\nkind = "quick-app"\n', "--select", "UR-014")
        self.assertEqual(self.found(subject, "UR-014") & {("fail", "system.geolocation")}, {("fail", "system.geolocation")})
        self.write("hegui.toml", '[subject]\nkind = "quick-app"\n')
        text = run("check", str(self.folder), *AS_OF, "--select", "UR-014", "--lang", "zh")[1]
        self.assertIn("不需要的，从清单中删除（Android清单中由SDK带入的", "".join(text.split()))

    def test_only_what_is_open_about_an_interface_is_asked(self):
        self.write("src/manifest.json", self.QUICK)
        self.assertEqual(run("init", ".", "--no-ask", cwd=self.folder)[0], 0)
        draft = (self.folder / "hegui.toml").read_text()
        asked = {record[record.index('name = "') + 8:].split('"')[0] for record in draft.split("\n[[permissions]]")[1:] if "#asks_user" in record}
        self.assertEqual(asked, {"system.device", "service.maker"})

    def test_explain_tells_how_an_interface_asks(self):
        text = run("explain", "system.device", "--lang", "en")[1]
        self.assertIn("interface-partly", text)
        self.assertIn("quick-app", text)

    def test_a_project_of_taro_without_its_build(self):
        self.write("project.config.json", '{"appid": "wx0123456789abcdef", "projectname": "示例", "setting": {"urlCheck": true}}')
        self.write("src/app.config.ts", "export default defineAppConfig({\n  pages: ['pages/index/index'],\n"
                   "  permission: { 'scope.userLocation': { desc: '' } },\n  plugins: load(),\n})\n")
        subject = self.check('[subject]\nkind = "mini-program"\n')
        self.assertEqual(subject["facts"]["subject"]["platforms"], ["wechat"])
        self.assertIn("UR-097", subject["verdicts"]["fail"], "the scope has no text")
        self.assertEqual([(issue["code"], issue["place"]["line"]) for issue in subject["issues"]], [("HG1423", 4)])
        self.assertEqual(self.found(subject, "UR-014"), {("fail", "scope.userLocation")})

    def test_what_uni_app_asks_for_at_the_start_counts_whatever_is_declared(self):
        self.write("manifest.json", json.dumps({"name": "示例", "appid": "__UNI__A", "app-plus": {"distribute": {"android": {
            "targetSdkVersion": 28, "permissionExternalStorage": {"request": "always", "prompt": "请允许"}}}}}, ensure_ascii=False, indent=1))
        subject = self.check('[subject]\nkind = "app"\napp_type = "ride-hailing"\ndistribution = ["huawei"]\n[[permissions]]\nname = "android.permission.READ_EXTERNAL_STORAGE"\n'
                             'platform = "android"\npurpose = "保存行程单"\nrequested_at = "on-use"\nmandatory = false\n')
        both = {("fail", "android.permission.READ_EXTERNAL_STORAGE"), ("fail", "android.permission.WRITE_EXTERNAL_STORAGE")}
        self.assertEqual(self.found(subject, "UR-033"), both)
        self.assertEqual(self.found(subject, "UR-021"), both)
        self.assertIn("SEC-074", subject["verdicts"]["fail"], "the API level stands in the manifest")

    def test_working_days_are_not_held_against_a_product_while_holidays_may_count(self):
        declaration = '[subject]\nkind = "app"\nservices = ["blockchain"]\nonline_since = 2026-11-{:02}\n[[filings]]\nkind = "icp-filing"\nnumber = "京ICP备12345678号-1"\n'
        def verdict(day, more=""):
            subject = self.check(declaration.format(day).replace("services", more + "services"), "--select", "MA-104")
            return next(name for name, rules in subject["verdicts"].items() if "MA-104" in rules), subject
        self.assertEqual(verdict(10)[0], "pass", "two weeks of weekends alone")
        self.assertEqual(verdict(9)[0], "unknown")
        self.assertIn("subject.online_working_days", self.check(declaration.format(9), "--select", "MA-104")["findings"][0]["missing"])
        self.assertEqual(verdict(9, "online_working_days = 11\n")[0], "fail")
        self.assertEqual(verdict(1)[0], "unknown")
        text = run("check", str(self.folder), *AS_OF, "--select", "MA-104", "--lang", "zh")[1]
        self.assertIn("subject.online_working_days", text)


if __name__ == "__main__":
    unittest.main()
