/// Which parser reads the lines of a program, by the last part of its identifier.
enum ProgramKind {
  case smtpd
  case cleanup
  case queueManager
  case delivery
  /// It never states an outcome.
  case silent
  case policy(Reporter)
  case openDMARC
  case openDKIM
  case smf
  case rspamd
  case spamAssassin
  case other

  var isOther: Bool { if case .other = self { true } else { false } }
  /// Whether any of its lines may go on on the next one.
  var mayGoOn: Bool { if case .policy = self { true } else { false } }

  /// That of an identifier such as `postfix/smtpd`.
  init(_ program: Octets) {
    guard let slash = program.lastPosition(of: "/") else {
      self = Self.named(program)
      return
    }
    let name = program.dropFirst(slash + 1)
    self = Self.postfix(name) ?? Self.named(name)
  }

  private static func postfix(_ name: Octets) -> ProgramKind? {
    switch name.count {
    case 3: name == "tls" ? .silent : nil
    case 4:
      name == "qmgr" ? .queueManager : name == "smtp" || name == "lmtp" || name == "pipe" ? .delivery : nil
    case 5:
      name == "smtpd"
        ? .smtpd : name == "local" || name == "error" ? .delivery : name == "anvil" ? .silent : nil
    case 6:
      name == "bounce" || name == "pickup" || name == "scache" || name == "tlsmgr" || name == "master"
        || name == "verify" ? .silent : nil
    case 7: name == "cleanup" ? .cleanup : name == "virtual" || name == "discard" ? .delivery : nil
    case 8: name == "tlsproxy" || name == "dnsblog" ? .silent : nil
    case 10: name == "postscreen" ? .silent : nil
    default: name == "trivial-rewrite" || name == "postfix-script" ? .silent : nil
    }
  }

  private static func named(_ name: Octets) -> ProgramKind {
    switch name.first {
    case UInt8(ascii: "o"):
      if name == "opendmarc" { return .openDMARC }
      if name == "opendkim" { return .openDKIM }
    case UInt8(ascii: "d"):
      if name == "dovecot" { return .silent }
    case UInt8(ascii: "r"):
      if name.hasPrefix("rspamd") || name.hasPrefix("rmilter") { return .rspamd }
    case UInt8(ascii: "a"):
      if name.hasPrefix("amavis") { return .spamAssassin }
    case UInt8(ascii: "s"):
      if name == "spamd" || name.hasPrefix("spamass") { return .spamAssassin }
      if name == "smf-spf" || name.hasPrefix("smfs") { return .smf }
      if name == "spf" || name == "swift-spf" { return .policy(.spf) }
    default: break
    }
    if name == "pyspf-milter" { return .policy(.pyspfMilter) }
    if name.hasPrefix("policyd-spf-perl") || name.hasPrefix("policy-spf")
      || name.hasPrefix("postfix-policyd-spf-perl")
    {
      return .policy(.policydSPFPerl)
    }
    if name.contains("policyd-spf") || name.contains("spf-policyd") || name.contains("policy-spf")
      || name.contains("spfpolicy") || name == "python-policyd-spf"
    {
      return .policy(.policydSPF)
    }
    return .other
  }
}
