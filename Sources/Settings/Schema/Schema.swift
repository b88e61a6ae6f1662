internal import DNS
internal import History
internal import PolicyService
internal import SPF

/// The keys there are, in the order of the reference.
public enum Schema {
  /// All keys.
  public static let settings =
    service + rules + texts + exemptions + grace + history + console + why + log

  static let service: [Setting] = [
    Setting(
      "listen", .listeners, \.server.addresses, .restart, option: "listen",
      "Where the service listens; several at once."),
    Setting(
      "milter.listen", .milters, \.server.milterAddresses, .restart, option: "milter",
      "Where the service listens as a milter; several at once."),
    Setting(
      "milter.stage", .word(), \.server.milter.stage, .restart, option: "milter-stage",
      "When a milter decides: at each recipient, or once at MAIL."),
    Setting(
      "milter.on_reject", .word(), \.server.milter.rejection, .restart, option: "milter-on-reject",
      "What a milter does with messages that are to be refused for good."),
    Setting(
      "milter.remove_forged", .truth, \.server.milter.removesForgedResults, .restart,
      option: "milter-remove-forged",
      "A milter deletes header fields Authentication-Results of strangers that claim to be ours."),
    Setting(
      "status.listen", .optional(.listener), \.server.statusAddress, .restart, option: "status",
      "Serve `/metrics` and `/health` over HTTP here."),
    Setting(
      "server.socket_mode", .mode, \.server.socketMode, .restart, option: "socket-mode",
      "The permissions of unix sockets."),
    Setting(
      "server.user", .optional(.text("a user's name", limit: 64)), \.user, .restart, option: "user",
      "Run as this user once the sockets are open."),
    Setting(
      "server.group", .optional(.text("a group's name", limit: 64)), \.group, .restart, option: "group",
      "Run as this group; the user's if not given."),
    Setting(
      "server.threads", .optional(.number(1...256)), \.server.threads, .restart, option: "threads",
      "Event loops; one per core if not given."),
    Setting(
      "server.max_connections", .number(1...1_000_000), \.server.maximumConnections, .restart,
      option: "max-connections", "Connections at a time; further ones are closed."),
    Setting(
      "server.max_requests", .number(1...1_000_000), \.server.maximumRequests, .restart,
      "Requests that need DNS at a time; further ones wait in line, and their connections are not read from."),
    Setting(
      "server.idle_timeout", .seconds(1...86_400), \.server.idleTimeout, .restart, option: "idle-timeout",
      "Close a connection that is silent for so long."),
    Setting(
      "server.stop_timeout", .seconds(0...3600), \.server.stopTimeout, .restart, option: "stop-timeout",
      "Wait so long for requests under way when stopping."),
    Setting(
      "dns.servers", .nameServers, \.nameServers, .restart, option: "resolver",
      "Ask these name servers; those of the system if none is given."),
    Setting(
      "dns.max_queries", .number(1...65_536), \.queryLimits.atOnce, .restart,
      "Questions that name servers are asked at a time."),
    Setting(
      "dns.max_waiting", .number(0...1_000_000), \.queryLimits.inLine, .restart,
      "Questions that wait for their turn; one more makes its check temperror."),
    Setting(
      "host_name", .text("a host's name", limit: 253), \.policy.hostName, option: "receiver",
      "This host's name, for the macro `%{r}`."),
    .rule(
      "limits.time", .seconds(1...600), \.policy.limits.time, option: "time-limit", policyd: "Lookup_Time",
      "The time for the evaluation of one identity; its result is temperror when that is over."),
    .rule(
      "limits.lookups", .number(1...1000), \.policy.limits.lookups, option: "lookup-limit",
      "Terms that cause DNS queries; one more is permerror."),
    .rule(
      "limits.void_lookups", .number(0...1000), \.policy.limits.voidLookups, option: "void-limit",
      policyd: "Void_Limit", "DNS queries without an answer record; one more is permerror."),
    .rule(
      "answer.time_limit", .seconds(1...90), \.policy.answer.time,
      "The time for a whole answer, from the arrival of the request: waiting in line, exemptions, both identities and grace. Postfix gives up after 100."
    ),
    .rule(
      "answer.fall_back", .word(), \.policy.answer.fallBack,
      "What is answered when that is over: `dunno` lets the message go on unchecked, `defer` answers 451 4.7.24."
    ),
  ]

  static let rules: [Setting] = [
    .rule(
      "monitor", .truth, \.policy.isMonitoring, option: "monitor", policyd: "TestOnly",
      "Refuse nothing: log what would have been refused, and put the result into the header field."),
    .rule(
      "helo.reject", .word(), \.policy.helo, option: "helo-reject", policyd: "HELO_reject",
      "HELO results that refuse a message; `No_Check` does not check HELO."),
    .rule(
      "helo.pass_action", .optional(.text("an action of access(5)", limit: 255)),
      \.policy.passActions.helo, policyd: "HELO_pass_restriction",
      "What Postfix is told, in place of a header field, when HELO passes and MAIL FROM is not refused."),
    .rule(
      "mail_from.reject", .word(without: .null), \.policy.mailFrom, option: "mail-from-reject",
      policyd: "Mail_From_reject",
      "MAIL FROM results that refuse a message; `No_Check` does not check MAIL FROM."),
    .rule(
      "mail_from.pass_action", .optional(.text("an action of access(5)", limit: 255)),
      \.policy.passActions.mailFrom, policyd: "Mail_From_pass_restriction",
      "What Postfix is told, in place of a header field, when MAIL FROM passes."),
    .rule(
      "errors.reject_permerror", .truth, \.policy.errors.rejectsPermanentErrors, option: "permerror-reject",
      policyd: "PermError_reject", "Refuse on permerror: 550 5.7.24."),
    .rule(
      "errors.defer_temperror", .word(), \.policy.errors.temporaryErrors,
      option: "temperror-defer", policyd: "TempError_Defer",
      "Refuse for now on temperror: 451 4.7.24; `if-permit` answers defer_if_permit, as policyd-spf does."),
    .rule(
      "strict_domains", .domains, \.policy.strictDomains, policyd: "Reject_Not_Pass_Domains",
      "Domains, with those below them, whose softfail and neutral refuse as fail does."),
    .rule(
      "no_mail_only", .truth, \.policy.refusesOnlyNoMail, policyd: "No_Mail",
      "Refuse only for domains whose record is `v=spf1 -all` and nothing else."),
    Setting(
      "prospective_client", .optional(.address), \.policy.prospectiveClient, policyd: "Prospective",
      "Check this address in place of the client's, to see what others make of mail that we send; no header field is added."
    ),
  ]

  static let texts: [Setting] = [
    Setting(
      "header.type", .word(), \.policy.header.kind, option: "header-type", policyd: "Header_Type",
      "The header field added: Received-SPF, Authentication-Results or none."),
    Setting(
      "header.authserv_id", .text("a name", limit: 255), \.policy.header.authservID, option: "authserv-id",
      policyd: "Authserv_Id", "The authserv-id of Authentication-Results."),
    Setting(
      "header.hide_receiver", .truth, \.policy.hidesReceiver, option: "hide-receiver",
      policyd: "Hide_Receiver", "Say `<UNKNOWN>` instead of the recipient's domain."),
    .rule(
      "reply.message",
      .template("a sentence; `{rejectdefer}`, `{spf}` and `{url}` are filled in") {
        text throws(MessageTemplate.SyntaxError) in try MessageTemplate(message: text)
      },
      \.policy.reply.message, option: "reason-message", policyd: "Reason_Message",
      "The text of a refusal."),
    .rule(
      "reply.url",
      .template("a URL; `{0}` helo or mfrom, `{1}` identity, `{2}` client, `{3}` recipient's domain") {
        text throws(MessageTemplate.SyntaxError) in try MessageTemplate(url: text)
      },
      \.policy.reply.url, option: "reason-url", policyd: "Reason_URL", "The address in a refusal."),
    .rule(
      "reply.enhanced_codes", .truth, \.policy.reply.hasEnhancedCodes, option: "enhanced-codes",
      policyd: "SPF_Enhanced_Status_Codes", "Put enhanced status codes (RFC 7372) into refusals."),
    .rule(
      "reply.details", .truth, \.policy.reply.hasDetails, option: "details",
      "Tell the address, the domain and the deciding term in refusals."),
  ]

  static let exemptions: [Setting] = [
    .rule(
      "exemptions.local_networks", .networks, \.policy.localNetworks.networks, option: "local-network",
      policyd: "skip_addresses", "Do not check clients in these networks."),
    Setting(
      "exemptions.file", .optional(.text("a path", limit: 4096)), \.exemptionFile, .reload,
      "The file with temporary exemptions, which `spf exempt` keeps; a change in it counts within seconds."),
    .rule(
      "exemptions.authenticated_users", .truth, \.policy.exemptions.authenticatedUsers,
      "Do not check mail of users who have authenticated (`sasl_username`)."),
    .rule(
      "exemptions.relays", .networks, \.policy.exemptions.relays, policyd: "Whitelist",
      "Do not check relays that hide the true client: our own gateways, a second MX."),
    .rule(
      "exemptions.relay_domains", .domains, \.policy.exemptions.relayDomains, policyd: "Domain_Whitelist",
      "Do not check clients that may send for one of these domains by its SPF record: trusted forwarders."),
    .rule(
      "exemptions.helo_names", .domains, \.policy.exemptions.heloNames, policyd: "HELO_Whitelist",
      "Do not check clients with one of these HELO names, if the name has the client's address."),
    .rule(
      "exemptions.reverse_names", .domains, \.policy.exemptions.reverseNames, policyd: "Domain_Whitelist_PTR",
      "Do not check clients whose reverse name lies in one of these domains, if that name has the client's address."
    ),
    .rule(
      "exemptions.time", .seconds(1...60), \.policy.exemptions.time, policyd: "Whitelist_Lookup_Time",
      "The time for all questions of DNS about these names; then the message is checked."),
  ]

  static let grace: [Setting] = [
    .rule(
      "grace.mode", .word(), \.policy.grace.mode,
      "What is done with a fail whose record was probably not followed up: `off` refuses it, `defer` refuses it for now, `accept` lets it pass with a header field. For `spf serve`."
    ),
    .rule(
      "grace.probability", .number(50...99), \.policy.grace.probability,
      "From which probability on, in percent."),
    .rule(
      "grace.period", .seconds(3600...2_592_000), \.policy.grace.period,
      "For how long, from the first message of a domain and client on."),
    .rule(
      "grace.wait", .seconds(0...30), \.policy.grace.wait,
      "How long an answer waits until it is known which it is; what is not known then is refused."),
    Setting(
      "grace.file", .optional(.text("a path", limit: 4096)), \.graceFile, .restart,
      "Keep here what was found, over restarts."),
  ]

  static let history: [Setting] = [
    Setting(
      "history.store", .optional(.historyLocation), \.historyLocation, .restart, option: "history",
      "Record here who sends for which domain and which records are published. For `spf serve`."),
    Setting(
      "history.interval", .seconds(1...3600), \.history.interval, .restart, option: "history-interval",
      "Write so often; a killed service loses what it has counted since."),
    Setting(
      "history.retention", .days, \.history.days, .restart, option: "history-days",
      "Keep observations for so long."),
    Setting(
      "history.record_retention", .days, \.history.recordDays, .restart, option: "history-record-days",
      "Keep records for so long after they were last seen."),
    Setting(
      "history.networks", .networkWidths, \.history.widths, .restart, option: "history-networks",
      "Keep so much of clients' addresses."),
  ]

  static let log: [Setting] = [
    Setting(
      "log.form", .word(), \.policy.logging.form, .restart, option: "log",
      "Where log lines go: to syslog, or to standard error as JSON or text."),
    Setting(
      "log.level", .word(LoggingConfiguration.Level.allCases.map { (String($0.rawValue), $0) }),
      \.policy.logging.level, option: "log-level", policyd: "debugLevel",
      "-1 nothing, 0 errors, 1 one line for each answer, 2 also one for each result."),
    Setting(
      "log.identifier", .text("a word", limit: 32), \.policy.logging.identifier, .restart,
      option: "log-identifier", "The program name in syslog lines."),
  ]

  /// The key called `name`.
  static func setting(_ name: String) -> Setting? { byKey[name] }

  /// The key of an option of the command line, named without its hyphens.
  static func setting(option: String) -> Setting? { settings.first { $0.option == option } }

  private static let byKey = Dictionary(uniqueKeysWithValues: settings.map { ($0.key, $0) })
}
