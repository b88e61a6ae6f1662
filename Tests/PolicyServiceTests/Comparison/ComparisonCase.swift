import PolicyService
import SPF

/// A configuration of both services, requests, and in what the answers may differ.
struct ComparisonCase: Sendable {
  let name: String
  /// Lines of policyd-spf.conf.
  var options: [String] = []
  /// Lines of the file for single recipients.
  var perUser: String?
  /// What our service has besides what the options mean for it.
  var change: @Sendable (inout PolicyConfiguration) -> Void = { _ in }
  let requests: [[(String, String?)]]
  /// In what the answers must differ; nothing else may.
  let differences: [Difference]
  /// With `otherAnswer`: theirs and ours, from the beginning.
  var answers: [(theirs: String, ours: String)] = []

  static let all: [[(String, String?)]] = [
    [("client_address", "192.0.2.7")], [], [("sender", "a@soft.example.com")],
    [("sender", "a@neutral.example.com")], [("sender", "a@absent.example.com")],
  ]

  static let cases: [ComparisonCase] = general + options

  private static let general: [ComparisonCase] = [
    ComparisonCase(
      name: "pass, fail, softfail, neutral, none", requests: all,
      differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "permerror and temperror by default",
      requests: [[("sender", "a@broken.example.com")], [("sender", "a@down.example.com")]],
      differences: [.quotedSender, .moreKeys]),
    ComparisonCase(
      name: "PermError_reject and TempError_Defer",
      options: ["PermError_reject = True", "TempError_Defer = True"],
      requests: [
        [("sender", "a@broken.example.com")], [("sender", "a@down.example.com")],
        [("helo_name", "broken.example.com")], [("helo_name", "down.example.com"), ("sender", "")],
      ], differences: [.problemText, .details]),
    ComparisonCase(
      name: "TempError_Defer with the reply of RFC 7372", options: ["TempError_Defer = True"],
      change: { $0.errors.temporaryErrors = .defer }, requests: [[("sender", "a@down.example.com")]],
      differences: [.problemText, .details, .temporaryReply]),
    ComparisonCase(
      name: "the null reverse-path",
      requests: [
        [("client_address", "192.0.2.7"), ("helo_name", "mail.example.net"), ("sender", "")],
        [("helo_name", "host.example.org"), ("sender", "")],
        [("helo_name", "mail.example.net"), ("sender", "")],
        [("helo_name", "soft.example.com"), ("sender", "")],
        [("helo_name", "broken.example.com"), ("sender", "")],
      ], differences: [.quotedSender, .moreKeys, .details, .problemText]),
    ComparisonCase(
      name: "the HELO identity",
      requests: [
        [("helo_name", "nothing.example.net")],
        [
          ("client_address", "192.0.2.7"), ("helo_name", "mail.example.net"),
          ("sender", "a@absent.example.com"),
        ],
        [("client_address", "192.0.2.7"), ("helo_name", "mail.example.net")],
      ], differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "local clients",
      requests: [
        [("client_address", "127.0.0.1")], [("client_address", "::1"), ("sender", "")],
        [("client_address", "::ffff:127.0.0.1")],
      ], differences: []),
    ComparisonCase(
      name: "other local networks", options: ["skip_addresses = 203.0.113.0/24"],
      requests: [[], [("client_address", "192.0.2.7")]], differences: [.quotedSender, .moreKeys]),
    ComparisonCase(
      name: "several recipients of a message that passes",
      requests: [
        [("client_address", "192.0.2.7"), ("instance", "1.1")],
        [("client_address", "192.0.2.7"), ("instance", "1.1"), ("recipient", "carol@other.example.org")],
        [("client_address", "192.0.2.7"), ("instance", "1.2"), ("recipient", "carol@other.example.org")],
      ], differences: [.quotedSender, .moreKeys]),
    ComparisonCase(
      name: "several recipients of a refused message",
      requests: [
        [("instance", "2.1"), ("queue_id", "4XABCD")],
        [("instance", "2.1"), ("queue_id", "4XABCD"), ("recipient", "dave@rx.example.org")],
      ], differences: [.details]),
    ComparisonCase(
      name: "several recipients of a refused message: their own domains",
      requests: [[("instance", "2.1")], [("instance", "2.1"), ("recipient", "carol@other.example.org")]],
      differences: [.otherAnswer],
      answers: [
        (
          "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "
            + "http://www.openspf.net/Why?s=mfrom;id=alice@example.com;ip=203.0.113.99;r=rx.example.org",
          "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "
            + "http://www.openspf.net/Why?s=mfrom;id=alice@example.com;ip=203.0.113.99;r=rx.example.org ("
        ),
        (
          "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "
            + "http://www.openspf.net/Why?s=mfrom;id=alice@example.com;ip=203.0.113.99;r=rx.example.org",
          "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "
            + "http://www.openspf.net/Why?s=mfrom;id=alice@example.com;ip=203.0.113.99;r=other.example.org ("
        ),
      ]),
    ComparisonCase(
      name: "Authentication-Results",
      options: ["Header_Type = AR", "Authserv_Id = mx.example.org"],
      change: { $0.header.kind = .authenticationResults },
      requests: all + [
        [("client_address", "192.0.2.7"), ("helo_name", "mail.example.net"), ("sender", "")],
        [("client_address", "127.0.0.1")], [("sender", "a@broken.example.com")],
      ], differences: [.details, .problemText]),
    ComparisonCase(
      name: "no header field", options: ["Header_Type = None"],
      requests: all, differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "no enhanced codes",
      options: ["SPF_Enhanced_Status_Codes = No", "PermError_reject = True", "TempError_Defer = True"],
      requests: [[], [("sender", "a@broken.example.com")], [("sender", "a@down.example.com")]],
      differences: [.details, .problemText]),
    ComparisonCase(
      name: "HELO_reject and Mail_From_reject: Softfail",
      options: ["HELO_reject = Softfail", "Mail_From_reject = Softfail"],
      requests: all + [
        [("helo_name", "soft.example.com")], [("helo_name", "neutral.example.com"), ("sender", "")],
      ],
      differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "HELO_reject and Mail_From_reject: SPF_Not_Pass",
      options: ["HELO_reject = SPF_Not_Pass", "Mail_From_reject = SPF_Not_Pass"],
      change: {
        $0.reply.hasDetails = false
      },
      requests: all + [
        [("helo_name", "soft.example.com")], [("helo_name", "neutral.example.com"), ("sender", "")],
      ],
      differences: [.quotedSender, .moreKeys]),
    ComparisonCase(
      name: "SPF_Not_Pass refuses permerror, as its documentation says",
      options: ["Mail_From_reject = SPF_Not_Pass"],
      requests: [[("sender", "a@broken.example.com")]], differences: [.otherAnswer],
      answers: [
        (
          "prepend Received-SPF: Permerror (mailfrom) ",
          "550 5.7.24 Message rejected due to: SPF Permanent Error: "
        )
      ]),
    ComparisonCase(
      name: "HELO_reject and Mail_From_reject: False",
      options: [
        "HELO_reject = False", "Mail_From_reject = False", "PermError_reject = True",
        "TempError_Defer = True",
      ],
      requests: all + [
        [("helo_name", "nothing.example.net"), ("sender", "")], [("sender", "a@broken.example.com")],
        [("sender", "a@down.example.com")],
      ], differences: [.quotedSender, .moreKeys]),
    ComparisonCase(
      name: "HELO_reject and Mail_From_reject: No_Check",
      options: ["HELO_reject = No_Check"],
      requests: all + [
        [("helo_name", "nothing.example.net"), ("sender", "")], [("helo_name", "nothing.example.net")],
      ],
      differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "Mail_From_reject: No_Check", options: ["Mail_From_reject = No_Check"],
      requests: [
        [], [("client_address", "192.0.2.7"), ("helo_name", "mail.example.net")],
        [("helo_name", "nothing.example.net")],
      ],
      differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "HELO_reject: Null", options: ["HELO_reject = Null"],
      requests: [
        [("helo_name", "nothing.example.net"), ("sender", "")],
        [("helo_name", "nothing.example.net"), ("sender", "a@soft.example.com")],
      ], differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "Hide_Receiver", options: ["Hide_Receiver = Yes"],
      requests: [[], [("client_address", "192.0.2.7")], [("client_address", "127.0.0.1")]],
      differences: [.quotedSender, .quotedValues, .moreKeys, .details, .encodedURL]),
    ComparisonCase(
      name: "Reason_Message", options: ["Reason_Message = {rejectdefer}: {spf} - {url}"],
      change: { $0.reply.hasDetails = false },
      requests: [[], [("helo_name", "nothing.example.net")]], differences: []),
    ComparisonCase(
      name: "TestOnly tells what it would refuse", options: ["TestOnly = 0"],
      requests: [[]], differences: [.otherAnswer],
      answers: [("dunno", "prepend Received-SPF: Fail (mailfrom) ")]),
    ComparisonCase(
      name: "TestOnly leaves the rest alone", options: ["TestOnly = 0"],
      requests: [[("client_address", "192.0.2.7")], [("sender", "a@soft.example.com")]],
      differences: [.quotedSender, .moreKeys]),
    ComparisonCase(
      name: "the words of the owner", requests: [[("sender", "a@explained.example.com")]],
      differences: [.ownersWords, .details]),
    ComparisonCase(
      name: "odd senders and names",
      requests: [
        [("sender", "Alice@Example.COM")], [("sender", "a;r=x&b@example.com")],
        [("sender", "\"a b\"@example.com")],
        [("sender", "@example.com")], [("sender", "localonly")],
        [("sender", "a@bare"), ("helo_name", "bare")],
        [("client_address", "2001:db8::7"), ("helo_name", "[192.0.2.7]")],
        [("client_address", "::ffff:203.0.113.99")], [("helo_name", "")], [("recipient", "")],
        [("recipient", "postmaster")], [("helo_name", ""), ("sender", "")], [("client_address", nil)],
      ],
      differences: [
        .quotedSender, .quotedValues, .moreKeys, .details, .encodedURL, .keptCase, .mappedAddress,
      ]),
    ComparisonCase(
      name: "the domain comes after the last @", requests: [[("sender", "a@b@example.com")]],
      differences: [.otherAnswer],
      answers: [("prepend Received-SPF: None (mailfrom) ", "550 5.7.23 Message rejected due to: ")]),
  ]
}
