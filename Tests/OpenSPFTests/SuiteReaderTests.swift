import OpenSPF
import SPF
import Testing

@Suite struct SuiteReaderTests {
  func error(_ text: String) throws -> SuiteError {
    try #require(throws: SuiteError.self) { try SuiteReader(file: "suite.yml").scenarios(Array(text.utf8)) }
  }

  @Test(arguments: [
    ("tests: 5\n", "suite.yml:1:8: expected tests: a mapping"),
    ("tests: {}\n", "suite.yml:1:8: expected tests: a mapping with at least one test"),
    ("test:\n  t: {helo: h, host: 1.2.3.4, mailfrom: m, result: pass}\n", "with at least one test"),
    ("a: [b", "suite.yml:2:1: is not YAML"),
    ("- 1\n- 2\n", "suite.yml:1:1: expected a mapping with the keys"),
    ("tests:\n  t: {host: 1.2.3.4, mailfrom: a@b.c, result: pass}\n", "the test \"t\" has no helo"),
    ("tests:\n  t: {helo: h, host: 1.2.3, mailfrom: m, result: pass}\n", "\"1.2.3\" of the test \"t\" is no"),
    ("tests:\n  t: {helo: h, host: 1.2.3.4, mailfrom: m, result: good}\n", "expected a result in the test"),
    ("tests:\n  t: {helo: h, host: 1.2.3.4, mailfrom: m, result: []}\n", "the test \"t\" has no result"),
    (
      "tests:\n  t: {helo: h, host: 1.2.3.4, mailfrom: m, result: none}\nzonedata:\n  example.com: [{MX: mail.example.com}]\n",
      "expected [PREFERENCE, HOST]"
    ),
    ("", "holds no scenario"),
  ])
  func saysWhatIsWrongAndWhere(text: String, message: String) throws {
    let description = try error(text).description
    #expect(description.hasPrefix("suite.yml"))
    #expect(description.contains(message))
  }

  @Test func namesOfStrangersAreMadeSafe() async throws {
    #expect(try error("tests:\n  \"\\e[2Jt\": 1\n").description.contains("\\u{1b}[2Jt"))
    let text =
      "description: \"\\e[2Js\"\ntests:\n  \"\\et\": {helo: h, host: 1.2.3.4, mailfrom: a@b.c, result: pass}\n"
    let scenario = try #require(try SuiteReader(file: "suite.yml").scenarios(Array(text.utf8)).first)
    let outcome = try #require(await SuiteRunner().run(scenario).first)
    #expect(!outcome.hasPassed)
    #expect(outcome.description.hasPrefix("FAIL \\u{1b}[2Js / \\u{1b}t\n     expected pass, got none"))
  }
}
