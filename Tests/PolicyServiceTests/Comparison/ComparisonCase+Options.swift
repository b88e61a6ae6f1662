/// Every option of policyd-spf.conf, with its values. What each means for our service comes from the file as it is, through
/// the same conversion as `spf policy FILE` and `spf config import`.
extension ComparisonCase {
  private static let trusted: [[(String, String?)]] = [
    [("client_address", "203.0.113.96"), ("helo_name", "relay.trusted.example")],
    [("client_address", "203.0.113.97"), ("helo_name", "relay.trusted.example")],
    [
      ("client_address", "2001:db8:1::96"), ("helo_name", "relay.trusted.example"),
      ("sender", "a@soft.example.com"),
    ],
  ]

  static let options: [ComparisonCase] = levels + rules + exemptions + actions + oddities

  private static let levels: [ComparisonCase] = [
    ComparisonCase(
      name: "debugLevel: -1", options: ["debugLevel = -1"], requests: all,
      differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "debugLevel: 0", options: ["debugLevel = 0"], requests: all,
      differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "debugLevel: 1", options: ["debugLevel = 1"], requests: all,
      differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "debugLevel: 2", options: ["debugLevel = 2"], requests: all,
      differences: [.quotedSender, .moreKeys, .details, .otherLog]),
  ]

  private static let rules: [ComparisonCase] = [
    ComparisonCase(
      name: "the defaults, written down",
      options: [
        "TestOnly = 1", "HELO_reject = Fail", "Mail_From_reject = Fail", "PermError_reject = False",
        "TempError_Defer = False", "skip_addresses = 127.0.0.0/8,::ffff:127.0.0.0/104,::1", "No_Mail = False",
        "SPF_Enhanced_Status_Codes = Yes", "Header_Type = SPF", "Hide_Receiver = No", "Lookup_Time = 20",
        "Whitelist_Lookup_Time = 10", "Void_Limit = 2",
      ],
      requests: all + [
        [("client_address", "127.0.0.1")], [("client_address", "::ffff:127.0.0.1")],
        [("sender", "a@broken.example.com")],
      ], differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "No_Mail", options: ["No_Mail = True"],
      requests: [
        [], [("sender", "a@nothing.example.net")], [("sender", "a@mail.example.net")],
        [("helo_name", "nothing.example.net")], [("helo_name", "mail.example.net"), ("sender", "")],
        [("helo_name", "nothing.example.net"), ("sender", "")],
      ], differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "No_Mail with Softfail", options: ["No_Mail = True", "Mail_From_reject = Softfail"],
      requests: [[("sender", "a@soft.example.com")]], differences: [.quotedSender, .moreKeys]),
    ComparisonCase(
      name: "Reject_Not_Pass_Domains",
      options: ["Reject_Not_Pass_Domains = soft.example.com,neutral.example.com,example.com"],
      requests: [
        [("sender", "a@soft.example.com")], [("sender", "a@neutral.example.com")], [],
        [("client_address", "192.0.2.7")], [("sender", "a@broken.example.com")],
      ], differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "Reject_Not_Pass_Domains for HELO", options: ["Reject_Not_Pass_Domains = soft.example.com"],
      requests: [[("helo_name", "soft.example.com")], [("helo_name", "soft.example.com"), ("sender", "")]],
      differences: [.details]),
    ComparisonCase(
      name: "Reject_Not_Pass_Domains over False",
      options: ["Reject_Not_Pass_Domains = soft.example.com", "Mail_From_reject = False"],
      requests: [[("sender", "a@soft.example.com")], [("sender", "a@neutral.example.com")]],
      differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "Reject_Not_Pass_Domains is for what lies below, not above",
      options: ["Reject_Not_Pass_Domains = soft.example.com", "Mail_From_reject = False"],
      requests: [[("sender", "a@below.soft.example.com")], []], differences: [.otherAnswer],
      answers: [
        (
          "prepend Received-SPF: Softfail (mailfrom) ",
          "550 5.7.23 Message rejected due to: Receiver policy for SPF Softfail."
        ),
        (
          "550 5.7.23 Message rejected due to: Receiver policy for SPF Fail.",
          "prepend Received-SPF: Fail (mailfrom) "
        ),
      ]),
    ComparisonCase(
      name: "Void_Limit: 0", options: ["Void_Limit = 0"],
      requests: [[("sender", "a@void.example.com"), ("client_address", "192.0.2.7")]],
      differences: [.quotedSender, .moreKeys]),
    ComparisonCase(
      name: "Void_Limit: 1", options: ["Void_Limit = 1"],
      requests: [[("sender", "a@void.example.com"), ("client_address", "192.0.2.7")]],
      differences: [.quotedSender, .moreKeys]),
    ComparisonCase(
      name: "Lookup_Time", options: ["Lookup_Time = 5"], requests: all,
      differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "Prospective: one that passes", options: ["Prospective = 192.0.2.7"],
      requests: [[], [("client_address", "192.0.2.7")], [("sender", "a@soft.example.com")]], differences: []),
    ComparisonCase(
      name: "Prospective: one that fails", options: ["Prospective = 203.0.113.99"],
      requests: [
        [("client_address", "192.0.2.7")], [("client_address", "127.0.0.1")],
        [("client_address", "192.0.2.7"), ("sender", "a@soft.example.com")],
      ], differences: [.details]),
    ComparisonCase(
      name: "Authserv_Id: HOSTNAME", options: ["Authserv_Id = HOSTNAME"], requests: all,
      differences: [.quotedSender, .moreKeys, .details]),
  ]

  private static let exemptions: [ComparisonCase] = [
    ComparisonCase(
      name: "Whitelist", options: ["Whitelist = 203.0.113.96/31,2001:db8:1::/48"],
      requests: trusted + [[], [("client_address", "203.0.113.97"), ("sender", "")]], differences: [.details]),
    ComparisonCase(
      name: "Whitelist with Authentication-Results",
      options: ["Whitelist = 203.0.113.96", "Header_Type = AR", "Authserv_Id = mx.example.org"],
      requests: [trusted[0]], differences: []),
    ComparisonCase(
      name: "HELO_Whitelist", options: ["HELO_Whitelist = other.example,relay.trusted.example"],
      requests: trusted + [[("client_address", "203.0.113.96")]], differences: [.details]),
    ComparisonCase(
      name: "Domain_Whitelist", options: ["Domain_Whitelist = example.org,forwarder.example.net"],
      requests: [trusted[0], trusted[1], []], differences: [.details]),
    ComparisonCase(
      name: "Domain_Whitelist_PTR", options: ["Domain_Whitelist_PTR = trusted.example"],
      requests: [trusted[0], trusted[2], [("client_address", "203.0.113.99")]], differences: [.details]),
    ComparisonCase(
      name: "Domain_Whitelist_PTR wants names that are confirmed, and whole labels",
      options: ["Domain_Whitelist_PTR = trusted.example"],
      requests: [[("client_address", "203.0.113.98")], [("client_address", "203.0.113.97")]],
      differences: [.otherAnswer],
      answers: [
        ("prepend X-Comment: SPF skipped for PTR whitelisted relay domain - ", "550 5.7.23 Message rejected"),
        ("prepend X-Comment: SPF skipped for PTR whitelisted relay domain - ", "550 5.7.23 Message rejected"),
      ]),
    ComparisonCase(
      name: "Whitelist_Lookup_Time",
      options: ["Whitelist_Lookup_Time = 5", "Domain_Whitelist = forwarder.example.net"],
      requests: [trusted[0], []], differences: [.details]),
    ComparisonCase(
      name: "the order of exemptions",
      options: [
        "skip_addresses = 203.0.113.96", "Whitelist = 203.0.113.96", "HELO_Whitelist = relay.trusted.example",
        "Domain_Whitelist = forwarder.example.net", "Domain_Whitelist_PTR = trusted.example",
      ], requests: [trusted[0], trusted[2]], differences: []),
    ComparisonCase(
      name: "names, in their order",
      options: [
        "HELO_Whitelist = relay.trusted.example", "Domain_Whitelist = forwarder.example.net",
        "Domain_Whitelist_PTR = trusted.example",
      ], requests: [trusted[0], trusted[2]], differences: []),
    ComparisonCase(
      name: "a list with a blank goes on", options: ["skip_addresses = 192.0.2.0/24, 203.0.113.0/24"],
      requests: [[]], differences: [.otherAnswer],
      answers: [("550 5.7.23 Message rejected", "prepend X-Comment: SPF check N/A for local connections - ")]),
    ComparisonCase(
      name: "a network with host bits is a network", options: ["skip_addresses = 203.0.113.1/24"],
      requests: [[]],
      differences: [.otherAnswer],
      answers: [("550 5.7.23 Message rejected", "prepend X-Comment: SPF check N/A for local connections - ")]),
    ComparisonCase(
      name: "authenticated users", requests: [[("sasl_username", "alice")]], differences: [.otherAnswer],
      answers: [("550 5.7.23 Message rejected", "dunno")]),
  ]

  private static let actions: [ComparisonCase] = [
    ComparisonCase(
      name: "Mail_From_pass_restriction", options: ["Mail_From_pass_restriction = spf_ok"],
      requests: [
        [("client_address", "192.0.2.7")], [], [("sender", "a@soft.example.com")],
        [("client_address", "192.0.2.7"), ("helo_name", "mail.example.net"), ("sender", "")],
      ], differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "HELO_pass_restriction with the null reverse-path", options: ["HELO_pass_restriction = helo_ok"],
      requests: [
        [("client_address", "192.0.2.7"), ("helo_name", "mail.example.net"), ("sender", "")],
        [
          ("client_address", "192.0.2.7"), ("helo_name", "mail.example.net"),
          ("sender", "a@absent.example.com"),
        ],
        [("client_address", "192.0.2.7")],
      ], differences: [.quotedSender, .moreKeys]),
    ComparisonCase(
      name: "both restrictions",
      options: ["HELO_pass_restriction = helo_ok", "Mail_From_pass_restriction = spf_ok"],
      requests: [
        [("client_address", "192.0.2.7"), ("helo_name", "mail.example.net")],
        [("client_address", "192.0.2.7"), ("helo_name", "mail.example.net"), ("sender", "")],
      ], differences: []),
    ComparisonCase(
      name: "HELO_pass_restriction when MAIL FROM passes, and when it fails",
      options: ["HELO_pass_restriction = helo_ok"],
      requests: [
        [("client_address", "192.0.2.7"), ("helo_name", "mail.example.net")],
        [
          ("client_address", "192.0.2.7"), ("helo_name", "mail.example.net"),
          ("sender", "a@nothing.example.net"),
        ],
      ], differences: [.otherAnswer],
      answers: [("None", "helo_ok"), ("helo_ok", "550 5.7.23 Message rejected")]),
    ComparisonCase(
      name: "Per_User", perUser: "carol@rx.example.org,Mail_From_reject=False|HELO_reject=No_Check\n",
      requests: [[], [("recipient", "carol@rx.example.org")], [("client_address", "192.0.2.7")]],
      differences: [.otherAnswer],
      answers: [
        (
          "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "
            + "http://www.openspf.net/Why?s=mfrom;id=alice@example.com;ip=203.0.113.99;r=bob@rx.example.org",
          "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "
            + "http://www.openspf.net/Why?s=mfrom;id=alice@example.com;ip=203.0.113.99;r=rx.example.org"
        ), ("prepend Received-SPF: Fail (mailfrom) ", "prepend Received-SPF: Fail (mailfrom) "),
        ("prepend Received-SPF: Pass (mailfrom) ", "prepend Received-SPF: Pass (mailfrom) "),
      ]),
  ]

  private static let oddities: [ComparisonCase] = [
    ComparisonCase(
      name: "defaultSeedOnly", options: ["defaultSeedOnly = 0"], requests: [[]],
      differences: [.details, .otherLog]),
    ComparisonCase(
      name: "Mock", options: ["Mock = False"], requests: [[]], differences: [.otherAnswer],
      answers: [("dunno mock header field that should be ignored", "550 5.7.23 Message rejected")]),
    ComparisonCase(
      name: "QueueID and a name that is none", options: ["QueueID = False", "Bogus = 1"],
      requests: [[("queue_id", "4XABCD")]], differences: [.details, .otherLog]),
    ComparisonCase(
      name: "lines that are none",
      options: ["Whitelist", "Whitelist = 203.0.113.0/24 = x", "", "# HELO_reject = False"],
      requests: [[]], differences: [.details, .otherLog]),
    ComparisonCase(
      name: "a rule that is none refuses nothing",
      options: ["HELO_reject = fail", "Mail_From_reject = Null"],
      requests: [[], [("helo_name", "nothing.example.net"), ("sender", "")]],
      differences: [.quotedSender, .moreKeys]),
    ComparisonCase(
      name: "words that are not True",
      options: ["PermError_reject = yes", "TempError_Defer = true", "No_Mail = 1"],
      requests: [[], [("sender", "a@broken.example.com")], [("sender", "a@down.example.com")]],
      differences: [.quotedSender, .moreKeys, .details]),
    ComparisonCase(
      name: "an option twice", options: ["Mail_From_reject = False", "Mail_From_reject = Fail"],
      requests: [[]],
      differences: [.details]),
    ComparisonCase(
      name: "options of pyspf-milter",
      options: [
        "Socket = inet:8893@localhost", "PidFile = /run/pyspf-milter/pyspf-milter.pid",
        "UserID = pyspf-milter",
        "UMask = 7", "InternalHosts = 203.0.113.0/24", "IntHosts = True",
        "MacroList = daemon_name|ORIGINATING",
      ], requests: [[]], differences: [.details]),
    ComparisonCase(
      name: "Reason_URL, which came with 3.1",
      options: ["Reason_URL = https://why.example.org/{0}/{1}/{2}/{3}"],
      requests: [[]], differences: [.otherAnswer],
      answers: [
        (
          "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why",
          "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see "
            + "https://why.example.org/mfrom/alice@example.com/203.0.113.99/rx.example.org"
        )
      ]),
  ]
}
