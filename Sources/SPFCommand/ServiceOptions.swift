internal import ArgumentParser
internal import DNS
internal import PolicyService
internal import SPF
internal import Settings

/// How a policy service decides and what it says: options of `spf serve` and `spf policy`. They are text for the table of
/// keys (Documentation/configuration.md), which knows what they may be, and their defaults.
struct ServiceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read this file (Documentation/configuration.md); SPF_ variables and options count over it.",
      valueName: "file"))
  var config: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "HELO results that refuse a message: SPF_Not_Pass, Softfail, Fail, Null, False; No_Check does not check HELO. (default: Fail)",
      valueName: "rule"))
  var heloReject: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "MAIL FROM results that refuse a message; No_Check does not check MAIL FROM. (default: Fail)",
      valueName: "rule"))
  var mailFromReject: String?

  @Flag(name: .long, help: "Refuse on permerror: 550 5.7.24.")
  var permerrorReject = false

  @Flag(name: .long, help: "Refuse for now on temperror: 451 4.7.24.")
  var temperrorDefer = false

  @Flag(
    name: .long,
    help: "On temperror answer defer_if_permit, as policyd-spf does: 450, unless a later restriction rejects."
  )
  var temperrorDeferIfPermit = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Do not check clients in this network; repeatable; none checks all. (default: 127.0.0.0/8 and ::1)",
      valueName: "network"))
  var localNetwork: [String] = []

  @Option(
    name: .long,
    help: "The header field added: SPF (Received-SPF), AR (Authentication-Results) or None. (default: SPF)")
  var headerType: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The authserv-id of Authentication-Results. (default: this host's name)", valueName: "name"))
  var authservId: String?

  @Flag(name: .long, help: "Say <UNKNOWN> instead of the recipient's domain.")
  var hideReceiver = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The text of a refusal: {rejectdefer}, {spf} and {url} are filled in.", valueName: "text"))
  var reasonMessage: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The address in a refusal: {0} helo or mfrom, {1} identity, {2} client, {3} recipient's domain.",
      valueName: "url"))
  var reasonURL: String?

  @Flag(inversion: .prefixedNo, help: "Put enhanced status codes (RFC 7372) into refusals. (default: yes)")
  var enhancedCodes: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "Tell the address, the domain and the deciding term in refusals. (default: yes)")
  var details: Bool?

  @Flag(name: .long, help: "Refuse nothing; log what would have been refused.")
  var monitor = false

  @Option(
    name: .long,
    help:
      "Where log lines go: syslog; json or stderr to standard error, as JSON or text; both: syslog and JSON. (default: syslog)"
  )
  var log: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "-1 nothing, 0 errors, 1 one line for each answer, 2 also one for each result. (default: 1)",
      valueName: "level"))
  var logLevel: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The program name in syslog lines. (default: policyd-spf)", valueName: "name"))
  var logIdentifier: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "This host's name, for the macro %{r}. (default: what the system says)", valueName: "name"))
  var receiver: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Seconds for one evaluation; its result is temperror when they are over. (default: 20)",
      valueName: "seconds"))
  var timeLimit: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Terms that cause DNS queries. (default: 10)", valueName: "count"))
  var lookupLimit: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "DNS queries without an answer record (void lookups). (default: 2)", valueName: "count"))
  var voidLimit: String?

  func validate() throws {
    guard !(temperrorDefer && temperrorDeferIfPermit) else {
      throw ValidationError("--temperror-defer and --temperror-defer-if-permit: choose one.")
    }
  }

  /// The options given, by name.
  var given: [String: [String]] {
    var given: [String: [String]] = [:]
    let texts: [(String, String?)] = [
      ("helo-reject", heloReject), ("mail-from-reject", mailFromReject), ("header-type", headerType),
      ("authserv-id", authservId), ("reason-message", reasonMessage), ("reason-url", reasonURL), ("log", log),
      ("log-level", logLevel), ("log-identifier", logIdentifier), ("receiver", receiver),
      ("time-limit", timeLimit), ("lookup-limit", lookupLimit), ("void-limit", voidLimit),
      ("permerror-reject", permerrorReject ? "yes" : nil),
      ("temperror-defer", temperrorDefer ? "yes" : temperrorDeferIfPermit ? "if-permit" : nil),
      ("hide-receiver", hideReceiver ? "yes" : nil), ("monitor", monitor ? "yes" : nil),
      ("enhanced-codes", enhancedCodes.map { $0 ? "yes" : "no" }),
      ("details", details.map { $0 ? "yes" : "no" }),
    ]
    for (name, text) in texts { given[name] = text.map { [$0] } }
    if !localNetwork.isEmpty { given["local-network"] = localNetwork == ["none"] ? [] : localNetwork }
    return given
  }

  /// A reader of the configuration: the file, the environment, these options and `others`.
  func reader(_ others: [String: [String]]) -> SettingsReader {
    SettingsReader(
      hostName: HostName.current, environment: Environment.all,
      options: given.merging(others) { $1 })
  }

  /// The configuration. What is wrong ends the command: with 64 if it is all about options and variables, with 65 if the
  /// file cannot be understood, with 66 if it cannot be read.
  func load(_ others: [String: [String]]) throws -> LoadedSettings {
    let file = try config.map { try Self.file($0) }
    return try SettingsReport.reading { () throws(SettingsError) in try reader(others).settings(file) }
  }

  /// The content of a file.
  static func file(_ path: String) throws -> SettingsReader.File {
    try CommandError.reading { try content(path) }
  }

  /// The content of a file, without a word on standard error.
  static func content(_ path: String) throws -> SettingsReader.File {
    SettingsReader.File(name: path, octets: try BoundedFile.read(path, limit: 2 << 20))
  }
}
