/// The header field `Received-SPF` (RFC 7208 section 9.1).
public struct ReceivedSPF: Sendable, Hashable {
  /// A key and its value, for instance `client-ip` and `192.0.2.1`.
  public struct Pair: Sendable, Hashable {
    /// The key in lower case.
    public let key: String
    /// The value without quotes.
    public let value: String

    /// A pair.
    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The result.
  public let result: SPFResult
  /// The comment behind the result, without parentheses; nil if there is none.
  public let comment: String?
  /// The pairs in order.
  public let pairs: [Pair]

  /// A field of its parts.
  public init(result: SPFResult, comment: String?, pairs: [Pair]) {
    self.result = result
    self.comment = comment
    self.pairs = pairs
  }

  /// The field for an outcome, as the host called `receiver` writes it.
  public init(_ outcome: CheckOutcome, receiver: String) {
    let identity = outcome.identity
    let domain = identity.domain?.description ?? Printable.ascii(identity.domainText)
    let does =
      switch outcome.result {
      case .pass: "designates \(outcome.client) as permitted sender"
      case .fail: "does not designate \(outcome.client) as permitted sender"
      case .softfail: "discourages use of \(outcome.client) as sender"
      case .neutral: "neither permits nor denies \(outcome.client)"
      case .none, .permerror, .temperror: outcome.problem?.description ?? "gives no result"
      }
    var pairs = [Pair("identity", identity.scope.rawValue), Pair("client-ip", outcome.client.description)]
    if !identity.helo.isEmpty { pairs.append(Pair("helo", Printable.ascii(identity.helo))) }
    if identity.scope == .mailFrom {
      pairs.append(Pair("envelope-from", identity.isNullSender ? "" : Printable.ascii(identity.sender)))
    }
    pairs.append(Pair("receiver", receiver))
    if let matched = outcome.matched {
      pairs.append(Pair("mechanism", matched.text))
    } else if outcome.result == .neutral {
      pairs.append(Pair("mechanism", "default"))
    }
    if let problem = outcome.problem, outcome.result != .none {
      pairs.append(Pair("problem", problem.description))
    }
    let comment = "\(receiver): domain of \(domain) \(does)"
    self.init(result: outcome.result, comment: comment, pairs: pairs)
  }

  /// The value of a key, which is compared in lower case; nil if there is none.
  public subscript(_ key: String) -> String? {
    pairs.first { $0.key == key }?.value
  }

  /// The field on one line, without a line end.
  public var serialized: String { HeaderText.fold(name: "Received-SPF", words: words, width: nil) }

  /// The field on lines of at most `width` octets where the grammar allows a break, joined by CRLF and a
  /// space; without a line end behind it.
  public func folded(width: Int = 78) -> String {
    HeaderText.fold(name: "Received-SPF", words: words, width: width)
  }

  private var words: [String] {
    var words = [result.rawValue]
    if let comment {
      // Comments may be broken at their spaces.
      words += HeaderText.comment(comment).split(separator: " ").map(String.init)
    }
    for (position, pair) in pairs.enumerated() {
      let end = position == pairs.count - 1 ? "" : ";"
      words.append("\(HeaderText.value(pair.key))=\(HeaderText.value(pair.value))\(end)")
    }
    return words
  }

  /// Reads the value of a field, that is, what stands behind `Received-SPF:`; folded or not. Unquoted values
  /// that should be quoted, as older software writes them, are read too.
  public init(parsing text: String) throws(HeaderSyntaxError) {
    var reader = try HeaderReader(text)
    try reader.skipCFWS()
    let word = try reader.word(endingAt: []).lowercased()
    guard let result = SPFResult(rawValue: word) else {
      throw reader.error(
        .unknownResult, "one of \(SPFResult.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    try reader.skipCFWS()
    let comment = reader.lastComment
    var pairs: [Pair] = []
    while !reader.isAtEnd {
      if reader.take(";") {
        try reader.skipCFWS()
        continue
      }
      let key = try reader.word(endingAt: [UInt8(ascii: "="), UInt8(ascii: ";")]).lowercased()
      try reader.skipCFWS()
      guard !key.isEmpty, reader.take("=") else {
        throw reader.error(.unexpectedCharacter, "a key, \"=\" and a value")
      }
      try reader.skipCFWS()
      pairs.append(Pair(key, try reader.word(endingAt: [UInt8(ascii: ";")])))
      try reader.skipCFWS()
    }
    self.init(result: result, comment: comment, pairs: pairs)
  }
}
