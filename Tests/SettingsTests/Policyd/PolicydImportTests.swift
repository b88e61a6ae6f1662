import PolicyService
import SPF
import Testing

@testable import Settings

/// What each option means is compared with the real program in PolicyServiceTests/Comparison; here is what is told about
/// it, and that the YAML means the same.
@Suite("Converting policyd-spf.conf")
struct PolicydImportTests {
  struct Missing: Error, CustomStringConvertible {
    let description = "/etc/peruser: cannot be opened."
  }

  private static func imported(
    _ text: String, _ purpose: PolicydImport.Purpose = .conversion, perUser: String? = nil
  ) -> PolicydImport {
    PolicydImport(SettingsReader.File(name: "policyd-spf.conf", octets: Array(text.utf8)), purpose: purpose) {
      path in
      guard let perUser else { throw Missing() }
      return SettingsReader.File(name: path, octets: Array(perUser.utf8))
    }
  }

  /// Every option, with a value that is not the default.
  private static let everything: KeyValuePairs<String, String> = [
    "debugLevel": "2", "TestOnly": "0", "defaultSeedOnly": "0", "HELO_reject": "Null",
    "Mail_From_reject": "SPF_Not_Pass", "No_Mail": "True", "PermError_reject": "True",
    "TempError_Defer": "True",
    "Reject_Not_Pass_Domains": "example.com,example.net", "HELO_pass_restriction": "helo_ok",
    "Mail_From_pass_restriction": "spf_ok", "Prospective": "192.0.2.7", "skip_addresses": "192.0.2.0/24",
    "Whitelist": "198.51.100.0/24", "HELO_Whitelist": "relay.example.com", "Domain_Whitelist": "example.org",
    "Domain_Whitelist_PTR": "example.org", "Per_User": "text,/etc/peruser", "SPF_Enhanced_Status_Codes": "No",
    "Header_Type": "AR", "Hide_Receiver": "Yes", "Authserv_Id": "mx.example.com", "Lookup_Time": "5",
    "Whitelist_Lookup_Time": "5", "Void_Limit": "3", "Reason_Message": "{rejectdefer}: {spf} {url}",
    "Reason_URL": "https://example.com/?s={0};id={1};ip={2};r={3}", "Mock": "False", "QueueID": "True",
    "Socket": "inet:8893@localhost", "PidFile": "/run/x.pid", "UserID": "nobody:mail", "UMask": "7",
    "InternalHosts": "203.0.113.0/24", "IntHosts": "False", "MacroList": "daemon_name|ORIGINATING",
  ]
  private static let text = everything.map { "\($0) = \($1)\n" }.joined()
  private static let users =
    "bob@example.com,HELO_reject=False|Mail_From_reject=Softfail|Whitelist=192.0.2.1\n"

  @Test("every option is known, and the YAML means what the file means")
  func everyOption() throws {
    #expect(Set(Self.everything.map(\.key)) == Set(PolicydOptions.all.map(\.name)))
    let imported = Self.imported(Self.text, perUser: Self.users)
    let direct = try SettingsReader(hostName: "mx.example.org").settings(imported)
    let converted = try Loading.load(imported.yaml)
    #expect(converted.settings.policy == direct.settings.policy)
    #expect(converted.settings.user == "nobody" && converted.settings.group == "mail")
    #expect(converted.settings.server.socketMode == 0o660)
    #expect(converted.settings.policy.policies.map(\.name) == ["bob@example.com"])
    #expect(imported.perUserPath == "/etc/peruser")
    for note in imported.notes { #expect(imported.yaml.contains(note.text), "\(note.text)") }
  }

  @Test("options of pyspf-milter do nothing to policyd-spf")
  func milter() throws {
    let imported = Self.imported("InternalHosts = 203.0.113.0/24\nUserID = nobody\n", .policy)
    let loaded = try SettingsReader(hostName: "mx.example.org").settings(imported)
    #expect(
      loaded.settings.policy == PolicyConfiguration(hostName: "mx.example.org") && loaded.settings.user == nil
    )
  }

  @Test(
    "what is told, with its line",
    arguments: [
      ("\nBogus = 1", "2: Bogus: no such option", "not used"),
      ("HELO_Reject = Fail", "1: HELO_Reject: ", "did you mean HELO_reject?"),
      ("Whitelist", "1: Whitelist: no value", ""),
      ("Whitelist = a = b", "1: Whitelist: a value with \"=\"", ""),
      ("HELO_reject = fail", "1: HELO_reject: \"fail\" is none of SPF_Not_Pass", "write helo.reject: Fail"),
      ("Mail_From_reject = Null", "1: Mail_From_reject: \"Null\" is none of", "refused nothing"),
      ("PermError_reject = yes", "only \"True\" switches this on", ""),
      ("skip_addresses = 192.0.2.0/24, 198.51.100.0/24", "with a blank in the list", ""),
      ("skip_addresses = 192.0.2.0/33", "\"192.0.2.0/33\" is not a network: left out", ""),
      ("TestOnly = 0", "TestOnly: policyd-spf neither refused nor logged", "the log has"),
      ("defaultSeedOnly = 0", "did nothing, and so do we", "monitor: yes"),
      ("Mock = False", "checked nothing and answered dunno", "mail is checked"),
      ("QueueID = True", "did not know the option", ""),
      ("Domain_Whitelist_PTR = .example.com", "must lead back", ""),
      ("HELO_pass_restriction = x", "a refused MAIL FROM is refused", ""),
      ("Header_Type = SPF,AR", "ended with an error for every message", "SPF is used"),
      ("Authserv_Id = HEADER", "a slip of the sample file", ""), ("debugLevel = 5", "above 2", "2 is used"),
      ("debugLevel = x", "is no number, and policyd-spf did not start", ""),
      ("Lookup_Time = 0", "\"0\" is not a number of seconds", "the default is used"),
      ("Reason_Message = {what}", "unknown placeholder {what}", "the default is used"),
      ("Per_User = sql,x", "expected text,/PATH", ""),
      ("Per_User = text,/etc/peruser", "cannot be opened", "No recipient"),
      ("TestOnly = 1\nTestOnly = 0", "2: TestOnly: given before, on line 1", "this one counts"),
      ("Reason_URL = http://example.com/#why", "everything after # was cut off", ""),
    ])
  func notes(text: String, start: String, end: String) {
    let notes = Self.imported(text).notes.map(\.text)
    #expect(notes.contains { $0.contains(start) && $0.contains(end) }, "\(notes)")
  }

  @Test(
    "what makes us refuse mail that policyd-spf took is marked, for it is told at every start",
    arguments: [
      ("HELO_reject = SPF_Not_Pass", true), ("Mail_From_reject = SPF_Not_Pass", true),
      ("Mail_From_reject = Softfail", false), ("HELO_pass_restriction = x", true),
      ("Mail_From_pass_restriction = x", false), ("TestOnly = 0", false),
    ])
  func refusingMore(text: String, isSo: Bool) {
    #expect(Self.imported(text).notes.contains(where: \.refusesMore) == isSo)
  }

  @Test(
    "what is told about the file for single recipients",
    arguments: [
      ("bob@example.com", "1: bob@example.com: expected user@example.com,Option=value"),
      ("bob@example.com,Header_Type=AR", "1: Header_Type: not for single recipients"),
      ("bob@example.com,TestOnly=0", "1: TestOnly: policyd-spf did not know this option here"),
      ("bob@example.com,Bogus=0", "1: Bogus: no such option"), ("", "no recipient in it"),
      ("Bob@example.com,No_Mail=True", "found no recipient with capitals"),
      ("bob@example.com,No_Mail=True\nbob@example.com,No_Mail=False", "2: bob@example.com: given before"),
    ])
  func perUserNotes(text: String, note: String) {
    let notes = Self.imported("Per_User = text,/etc/peruser\n", perUser: text).notes.map(\.text)
    #expect(notes.contains { $0.hasPrefix("/etc/peruser:") && $0.contains(note) }, "\(notes)")
  }

  @Test("what strangers wrote is made safe")
  func safe() {
    let notes = Self.imported("White\u{1b}list = 192.0.2.1\u{7}\nHELO_reject = \u{1b}[2J\n").notes
    #expect(notes.count == 2)
    #expect(!notes.map(\.text).joined().unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test("comments and empty lines say nothing; whatever the octets, it ends")
  func quiet() {
    #expect(Self.imported("# a comment\n\n   \n debugLevel = 1 # one\n").notes.isEmpty)
    _ =
      PolicydImport(SettingsReader.File(name: "x", octets: (0...255).map { UInt8($0) }), purpose: .conversion)
    { _ in
      throw Missing()
    }.yaml
  }

  @Test("variables and options count over the file")
  func layers() throws {
    let reader = SettingsReader(
      hostName: "mx.example.org", environment: ["SPF_MONITOR": "yes"], options: ["helo-reject": ["False"]])
    let loaded = try reader.settings(Self.imported("TestOnly = 1\nHELO_reject = Fail\n"))
    #expect(loaded.settings.policy.isMonitoring && loaded.settings.policy.helo == .never)
  }
}
