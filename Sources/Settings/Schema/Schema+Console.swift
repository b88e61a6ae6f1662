internal import PageSettings
internal import SPF

extension Schema {
  static let console: [Setting] = [
    Setting(
      "console.listen", .optional(.webAddress), \.console.site.address, .restart, option: "console",
      "Serve the private console here: a loopback address, or behind a proxy that lets in only whom it knows. For `spf console`."
    ),
    Setting(
      "console.proxy_networks", .networks, \.console.site.proxyNetworks, .restart,
      "The proxies that let people in connect to the console from here; nobody else is answered then."),
    Setting(
      "console.proxy_user_field", .optional(.fieldName), \.console.site.userField, .restart,
      "The header field in which such a proxy names whom it has let in; it must not pass on one that a client sends."
    ),
    Setting(
      "console.host_names", .domains, \.console.site.hostNames, .restart,
      "The names under which browsers ask for the console behind such a proxy, if it passes them on; `localhost` and loopback addresses need not be named. Other names are refused: a page elsewhere could have one made to lead here."
    ),
    Setting(
      "console.notice_from", .optional(.mailAddress), \.console.site.noticeSender, .restart,
      "The address that the console's drafts to senders come from."),
    Setting(
      "console.per_network", .number(1...1_000_000), \.console.site.lookups.perNetwork, .restart,
      "Questions to DNS, by a domain's page or a check, within a minute from one network of clients, IPv4 /24 or IPv6 /48."
    ),
    Setting(
      "console.per_minute", .number(1...1_000_000), \.console.site.lookups.perMinute, .restart,
      "Such questions within a minute from all."),
    Setting(
      "console.at_once", .number(1...1_000), \.console.site.lookups.atOnce, .restart,
      "Such questions, and cases, that are worked on at a time; so many more wait, and others are turned away."
    ),
    Setting(
      "console.queries", .number(10...10_000), \.console.site.lookups.queries, .restart,
      "Queries to name servers for one such question."),
    Setting(
      "console.time", .seconds(1...60), \.console.site.lookups.time, .restart,
      "The time for all queries of one such question."),
    Setting(
      "console.max_connections", .number(16...1_000_000), \.console.limits.maximumConnections, .restart,
      "Connections of browsers at a time; for one more the oldest is closed. For `spf console`."),
    Setting(
      "console.request_timeout", .seconds(1...600), \.console.limits.requestTime, .restart,
      "Close a connection whose request is not complete after so long."),
    Setting(
      "console.answer_timeout", .seconds(1...600), \.console.limits.answerTime, .restart,
      "Close a connection whose answer is not made and taken within this time."),
    Setting(
      "console.stop_timeout", .seconds(0...600), \.console.limits.stopTime, .restart,
      "Wait so long for requests under way when stopping."),
    Setting(
      "console.background", .truth, \.console.isInBackground, .restart,
      "Let all other processes of the machine go first, so that no load on pages delays mail."),
    Setting(
      "why.listen", .optional(.webAddress), \.console.why.address, .restart, option: "why",
      "Serve the public Why page here. For `spf console`."),
    Setting(
      "why.proxy_networks", .networks, \.console.why.proxyNetworks, .restart,
      "Believe what proxies in these networks say of their clients (`X-Forwarded-For`)."),
    Setting(
      "why.per_network", .number(1...1_000_000), \.console.why.limits.perNetwork, .restart,
      "New questions within a minute from one network of clients, IPv4 /24 or IPv6 /48; a page that is kept costs none."
    ),
    Setting(
      "why.per_minute", .number(1...1_000_000), \.console.why.limits.perMinute, .restart,
      "New questions within a minute from all."),
    Setting(
      "why.at_once", .number(1...10_000), \.console.why.limits.atOnce, .restart,
      "New questions that are worked on at a time."),
    Setting(
      "why.queries", .number(10...10_000), \.console.why.limits.queries, .restart,
      "Queries to name servers for one page."),
    Setting(
      "why.time", .seconds(1...60), \.console.why.limits.time, .restart,
      "The time for all queries of one page."),
    Setting(
      "why.kept_seconds", .number(0...86_400), \.console.why.limits.keptSeconds, .restart,
      "Keep a page for so many seconds, if the TTLs of the records allow it."),
    Setting(
      "why.kept_octets", .number(0...(1 << 34)), \.console.why.limits.keptOctets, .restart,
      "Keep so many octets of pages."),
  ]
}
