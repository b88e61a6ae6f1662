extension OutgoingRule {
  /// The rules in the order in which they are asked: the words of single receivers, then what many have in common.
  public static let all: [OutgoingRule] = receivers + features

  /// The words of single receivers, where more can be told than by their features.
  private static let receivers: [OutgoingRule] = [
    OutgoingRule(
      "google-hard-fail", .spf, "Gmail: the record ends in -all and the address is not in it",
      example:
        "550-5.7.26 The MAIL FROM domain [example.com] has an SPF record with a hard 550-5.7.26 fail policy "
        + "(-all) but it fails to pass SPF checks with the ip: 550 5.7.26 [192.0.2.10]."
    ) { $0.has("spf record with a hard fail policy") },
    OutgoingRule(
      "google-bulk", .spf, "Gmail: mail of bulk senders must pass SPF",
      example:
        "421 4.7.27 Your email has been rate limited because SPF authentication didn't pass for this message. "
        + "Gmail requires all bulk email senders to authenticate their email with SPF. Authentication results: "
        + "SPF example.com with IP address: 192.0.2.10 = Did not pass."
    ) { $0.has("senders to authenticate", " with spf") && $0.verdict.strength != .passed },
    OutgoingRule(
      "requires-either", .authentication, "Gmail, Yahoo and others: neither SPF nor DKIM passed",
      example:
        "550-5.7.26 Your email has been blocked because the sender is unauthenticated. 550-5.7.26 Gmail requires "
        + "all senders to authenticate with either SPF or DKIM. 550-5.7.26 Authentication results: 550-5.7.26 DKIM = "
        + "did not pass 550 5.7.26 SPF [example.com] with ip: [192.0.2.10] = did not pass"
    ) { $0.has("authenticate with either spf or dkim") && $0.verdict.strength != .passed },
    OutgoingRule(
      "google-no-authentication", .authentication,
      "Gmail: the message has no valid authentication of any kind",
      example: "550-5.7.26 This message does not have authentication information or fails to 550-5.7.26 pass "
        + "authentication checks (SPF or DKIM). To best protect our users from 550 5.7.26 spam, the message has been "
        + "blocked."
    ) {
      $0.has("does not have authentication information or fails to pass authentication checks")
        && $0.verdict.strength != .passed
    },
    OutgoingRule(
      "google-suspicious-record", .record, "Gmail: the record permits what it should not",
      example: "451 4.7.24 The SPF record of the sending domain has one or more suspicious entries."
    ) { $0.has("spf record of the sending domain has") },
    OutgoingRule(
      "microsoft-violation", .spf, "Exchange Online",
      example: "550 5.7.23 The message was rejected because of Sender Policy Framework violation -> 550 5.7.1"
    ) { $0.has("sender policy framework violation") },
    OutgoingRule(
      "microsoft-level", "Outlook.com: the message does not have the authentication that it must have",
      example:
        "550 5.7.515 Access denied, sending domain EXAMPLE.COM doesn't meet the required authentication level. "
        + "Spf= Fail , Dkim= Pass , DMARC= Pass"
    ) {
      $0.has("required authentication level") && $0.verdict.strength != .passed ? .authentication : nil
    },
    OutgoingRule(
      "microsoft-ipv6", .authentication, "Exchange Online: mail over IPv6 must pass SPF or DKIM",
      example:
        "450 4.7.26 Service does not accept messages sent over IPv6 [2001:db8::10] unless they pass either SPF "
        + "or DKIM validation (message not signed)"
    ) { $0.has("ipv6", "pass either spf or dkim") && $0.verdict.strength != .passed },
    OutgoingRule(
      "apple-both", .authentication, "iCloud: both SPF and DKIM failed",
      example:
        "554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks."
    ) { $0.has("failing both spf and dkim") },
    OutgoingRule(
      "wrong-address", .spf, "several: the address is not one of the domain's",
      example: "554 INVALID IP FOR SENDING MAIL OF DOMAIN example.com [RCPT_TO]"
    ) { $0.has("invalid ip for sending mail of domain") },
  ]

  /// What programs and receivers of all kinds have in common.
  private static let features: [OutgoingRule] = [
    OutgoingRule(
      "why-page", "policyd-spf and others: a page of the OpenSPF form explains the rejection",
      example:
        "550 5.7.23 <user@example.net>: Recipient address rejected: Message rejected due to: SPF fail - not "
        + "authorized. Please see http://www.openspf.net/Why?s=mfrom;id=user@example.com;ip=192.0.2.10;r=example.net"
    ) { reply in
      guard reply.text.withOctets({ isExplained($0) }) else { return nil }
      return reply.verdict.isBlame ? reply.verdict.kind : reply.hasEnhancedCode(".7.24") ? .record : .spf
    },
    OutgoingRule(
      "stated-result", "any: a result stands behind SPF or Sender Policy Framework",
      example: "550 5.7.1 SPF check failed for example.com"
    ) { $0.verdict.strength == .stated && !isAboutMailbox($0) ? $0.verdict.kind : nil },
    OutgoingRule(
      "given-reason", "any: SPF is given as the reason",
      example: "550 5.7.1 [BFD] Sender prohibited by SPF"
    ) { $0.verdict.strength == .implied && !isAboutMailbox($0) ? $0.verdict.kind : nil },
    OutgoingRule(
      "not-allowed", .spf, "Exim and others: the address is not allowed to send for the domain",
      example: "550 192.0.2.10 is not allowed to send mail from example.com"
    ) { reply in reply.prose.withOctets { namesAddressNotAllowed($0) } },
    OutgoingRule(
      "not-designated", .spf, "several, in the words of Received-SPF (RFC 7208 section 9.1)",
      example: "550 5.7.1 domain of user@example.com does not designate 192.0.2.10 as permitted sender"
    ) { $0.has("does not designate", "permitted sender") },
    OutgoingRule(
      "explanation", .spf, "policyd-spf: its words for softfail and neutral",
      example:
        "550 5.7.1 <user@example.net>: Recipient address rejected: Message rejected due to: domain owner "
        + "discourages use of this host"
    ) {
      $0.has("domain owner discourages use of this host") || $0.has("access neither permitted nor denied")
        || $0.has("is neither permitted nor denied by")
    },
    OutgoingRule(
      "default-explanation", .spf, "Mail::SPF: its words for fail",
      example: "550 5.7.1 Sender is not authorized by default to use 'user@example.com' in 'mfrom' identity "
        + "(mechanism '-all' matched)"
    ) { $0.has("is not authorized", " to use '", "' in '", "' identity") },
    OutgoingRule(
      "code-fail", .spf, "any: the enhanced code X.7.23 of RFC 7372 section 3.2",
      example: "550 5.7.23 Message refused"
    ) { $0.hasEnhancedCode(".7.23") && !isOtherwiseUsed($0) },
    OutgoingRule(
      "code-error", .record, "any: the enhanced code X.7.24 of RFC 7372 section 3.2",
      example: "550 5.7.24 Message refused"
    ) { $0.hasEnhancedCode(".7.24") && !isOtherwiseUsed($0) },
  ]

  /// Whether the text has an address of the OpenSPF form: with what was checked, for whatever site. The site alone
  /// is advice.
  private static func isExplained(_ text: Octets) -> Bool {
    guard let why = WhyURL(text) else { return false }
    return why.identity != nil || why.client != nil && why.subject != nil
  }

  /// Whether the code says that it is about the recipient's mailbox (RFC 3463 sections 3.2 and 3.3), whose name may
  /// be `spf`.
  private static func isAboutMailbox(_ reply: ReceiverReply) -> Bool {
    reply.hasEnhancedCode(".1.1") || reply.hasEnhancedCode(".2.1") || reply.hasEnhancedCode(".2.2")
  }

  /// Whether a code of RFC 7372 is used for something else, as Gmail uses X.7.23 where there is no reverse name.
  private static func isOtherwiseUsed(_ reply: ReceiverReply) -> Bool {
    reply.has("ptr record") || reply.has("reverse dns") || reply.has("reverse name")
  }

  /// `192.0.2.10 is not allowed to send mail from …`: with an address it is no matter of who may use what sender.
  private static func namesAddressNotAllowed(_ prose: Octets) -> Bool {
    for phrase in [
      " is not allowed to send ", " is not permitted to send ", " is not authorized to send ",
      " is not authorised to send ",
    ] as [StaticString] {
      guard let at = prose.firstIndex(of: phrase),
        CommentReader.trimmedName(CommentReader.lastToken(prose[0..<at])).address != nil
      else { continue }
      let (first, rest) = prose.dropFirst(at + phrase.utf8CodeUnitCount).splitToken()
      let word = first == "mail" || first == "email" || first == "messages" ? rest.splitToken().token : first
      if word == "from" || word == "for" || word == "on" || word == "as" { return true }
    }
    return false
  }
}
