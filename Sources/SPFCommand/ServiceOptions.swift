internal import ArgumentParser
internal import PolicyService
internal import SPF

/// How a policy service decides and what it says: options of `spf serve` and `spf policy`.
struct ServiceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("HELO results that refuse a message; No_Check does not check HELO.", valueName: "rule")
  )
  var heloReject = RejectionRule.fail

  @Option(
    name: .long,
    help: ArgumentHelp(
      "MAIL FROM results that refuse a message; No_Check does not check MAIL FROM.", valueName: "rule"))
  var mailFromReject = RejectionRule.fail

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

  @Option(name: .long, help: "The header field added: Received-SPF, Authentication-Results or none.")
  var headerType = HeaderConfiguration.Kind.receivedSPF

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The authserv-id of Authentication-Results. (default: the receiver)", valueName: "name"))
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

  @Flag(inversion: .prefixedNo, help: "Put enhanced status codes (RFC 7372) into refusals.")
  var enhancedCodes = true

  @Flag(inversion: .prefixedNo, help: "Tell the address, the domain and the deciding term in refusals.")
  var details = true

  @Flag(name: .long, help: "Refuse nothing; log what would have been refused.")
  var monitor = false

  @Option(
    name: .long,
    help: "Where log lines go: to syslog, to standard error as JSON or text, or both: syslog and JSON.")
  var log = LoggingConfiguration.Form.syslog

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "-1 nothing, 0 errors, 1 one line for each answer, 2 also one for each result.", valueName: "level"))
  var logLevel = 1

  @Option(name: .long, help: ArgumentHelp("The program name in syslog lines.", valueName: "name"))
  var logIdentifier = "policyd-spf"

  @Option(
    name: .long,
    help: ArgumentHelp(
      "This host's name, for the macro %{r}. (default: what the system says)", valueName: "name"))
  var receiver: String?

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    _ = try policy()
  }

  /// The configuration that the options describe.
  func policy() throws -> PolicyConfiguration {
    var policy = PolicyConfiguration(hostName: receiver ?? HostName.current)
    guard mailFromReject != .null else {
      throw ValidationError(
        "--mail-from-reject: Null is a rule for HELO; write SPF_Not_Pass, Softfail, Fail, False or No_Check.")
    }
    policy.helo = heloReject
    policy.mailFrom = mailFromReject
    policy.errors.rejectsPermanentErrors = permerrorReject
    guard !(temperrorDefer && temperrorDeferIfPermit) else {
      throw ValidationError("--temperror-defer and --temperror-defer-if-permit: choose one.")
    }
    policy.errors.temporaryErrors =
      temperrorDefer ? .defer : temperrorDeferIfPermit ? .deferIfPermit : .accept
    if !localNetwork.isEmpty { policy.localNetworks = try localNetworks() }
    policy.header.kind = headerType
    if let authservId { policy.header.authservID = authservId }
    policy.hidesReceiver = hideReceiver
    policy.reply.hasEnhancedCodes = enhancedCodes
    policy.reply.hasDetails = details
    if let reasonMessage {
      policy.reply.message = try Self.naming("--reason-message") {
        try MessageTemplate(message: reasonMessage)
      }
    }
    if let reasonURL {
      policy.reply.url = try Self.naming("--reason-url") { try MessageTemplate(url: reasonURL) }
    }
    policy.isMonitoring = monitor
    policy.limits = limits.limits
    guard let level = LoggingConfiguration.Level(rawValue: logLevel) else {
      throw ValidationError("--log-level: \(logLevel) is none; write -1, 0, 1 or 2.")
    }
    policy.logging.form = log
    policy.logging.level = level
    policy.logging.identifier = logIdentifier
    return policy
  }

  private func localNetworks() throws -> LocalNetworks {
    if localNetwork == ["none"] { return LocalNetworks([]) }
    return LocalNetworks(
      try localNetwork.map { text in
        guard let network = IPNetwork(text) else {
          throw ValidationError(
            "--local-network: \"\(Printable.text(text))\" is no network; write ADDRESS/LENGTH, for instance "
              + "192.0.2.0/24, or none alone.")
        }
        return network
      })
  }

  private static func naming<T>(_ option: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as MessageTemplate.SyntaxError {
      throw ValidationError("\(option): \(error.description).")
    }
  }
}
