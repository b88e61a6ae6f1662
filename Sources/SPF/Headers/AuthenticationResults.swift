/// The header field `Authentication-Results` (RFC 8601).
public struct AuthenticationResults: Sendable, Hashable {
  /// `propspec` (RFC 8601 section 2.2): what was tested, for instance `smtp.mailfrom` and `example.com`.
  public struct Property: Sendable, Hashable {
    /// `ptype "." property` in lower case.
    public let name: String
    /// The value without quotes.
    public let value: String

    /// A property.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// `resinfo` (RFC 8601 section 2.2): the result of one method.
  public struct Result: Sendable, Hashable {
    /// The method in lower case, for instance `spf`.
    public let method: String
    /// The version of the method; nil if none is given, which means 1.
    public let version: Int?
    /// The result in lower case.
    public let result: String
    /// The reason; nil if none is given.
    public let reason: String?
    /// The comment behind the result; nil if there is none.
    public let comment: String?
    /// The properties in order.
    public let properties: [Property]

    /// A result.
    public init(
      method: String, version: Int? = nil, result: String, reason: String? = nil, comment: String? = nil,
      properties: [Property] = []
    ) {
      self.method = method
      self.version = version
      self.result = result
      self.reason = reason
      self.comment = comment
      self.properties = properties
    }

    /// The result as one of SPF's, if the method is `spf` and the word is one (section 2.7.2); `hardfail`, of
    /// RFC 5451, is `fail`.
    public var spfResult: SPFResult? {
      guard method == "spf" else { return nil }
      return result == "hardfail" ? .fail : SPFResult(rawValue: result)
    }
  }

  /// `authserv-id`: who made the tests.
  public let authservID: String
  /// The version of the field; nil if none is given, which means 1.
  public let version: Int?
  /// The results in order; none for the word `none`.
  public let results: [Result]

  /// A field of its parts.
  public init(authservID: String, version: Int? = nil, results: [Result]) {
    self.authservID = authservID
    self.version = version
    self.results = results
  }

  /// The field for outcomes of SPF: `smtp.helo` or `smtp.mailfrom` tells which identity each is of.
  public init(authservID: String, _ outcomes: [CheckOutcome]) {
    self.init(
      authservID: authservID,
      results: outcomes.map { outcome in
        let domain = outcome.identity.domain?.description ?? Printable.ascii(outcome.identity.domainText)
        let isHELO = outcome.identity.scope == .helo
        return Result(
          method: "spf", result: outcome.result.rawValue,
          comment: outcome.problem?.description ?? outcome.matched.map { "\($0.text) of \($0.domain)" },
          properties: [Property(isHELO ? "smtp.helo" : "smtp.mailfrom", domain)])
      })
  }

  /// The field on one line, without a line end.
  public var serialized: String { HeaderText.fold(name: "Authentication-Results", words: words, width: nil) }

  /// The field on lines of at most `width` octets where the grammar allows a break.
  public func folded(width: Int = 78) -> String {
    HeaderText.fold(name: "Authentication-Results", words: words, width: width)
  }

  private var words: [String] {
    let id = HeaderText.token(authservID)
    guard !results.isEmpty else { return [id + (version.map { " \($0)" } ?? "") + ";", "none"] }
    var words = version.map { [id, "\($0);"] } ?? ["\(id);"]
    for (position, result) in results.enumerated() {
      // Words that the grammar has no place for are quoted: they must not become other words.
      let version = result.version.map { "/\($0)" } ?? ""
      var group = ["\(HeaderText.token(result.method))\(version)=\(HeaderText.token(result.result))"]
      if let comment = result.comment {
        group += HeaderText.comment(comment).split(separator: " ").map(String.init)
      }
      if let reason = result.reason { group.append("reason=\(HeaderText.token(reason))") }
      group += result.properties.map {
        "\(HeaderText.token($0.name))=\(HeaderText.token($0.value))"
      }
      if position < results.count - 1 { group[group.count - 1] += ";" }
      words += group
    }
    return words
  }

  /// Reads the value of a field, that is, what stands behind `Authentication-Results:`; folded or not.
  public init(parsing text: String) throws(HeaderSyntaxError) {
    var reader = try HeaderReader(text)
    try reader.skipCFWS()
    let id = try Self.authservID(&reader)
    try reader.skipCFWS()
    let version = try reader.word(endingAt: [UInt8(ascii: ";")])
    try reader.skipCFWS()
    var results: [Result] = []
    while reader.take(";") {
      try reader.skipCFWS()
      if reader.isAtEnd { break }
      if let result = try Self.result(&reader) { results.append(result) }
    }
    guard reader.isAtEnd else { throw reader.error(.unexpectedCharacter, "\";\" or the end") }
    self.init(authservID: id, version: Int(version), results: results)
  }

  /// Reads the `authserv-id` alone, from the value of a field whose rest may be anything: who removes fields that
  /// claim to be his own (RFC 8601 section 5) must not be put off by what follows.
  public static func authservID(parsing text: String) throws(HeaderSyntaxError) -> String {
    var reader = try HeaderReader(text)
    try reader.skipCFWS()
    return try authservID(&reader)
  }

  private static func authservID(_ reader: inout HeaderReader) throws(HeaderSyntaxError) -> String {
    let id = try reader.word(endingAt: [UInt8(ascii: ";")])
    guard !id.isEmpty else { throw reader.error(.missingWord, "an authserv-id") }
    return id
  }

  /// `resinfo`; nil for the word `none` alone.
  private static func result(_ reader: inout HeaderReader) throws(HeaderSyntaxError) -> Result? {
    let ends: Set = [UInt8(ascii: "="), UInt8(ascii: ";"), UInt8(ascii: "/")]
    let method = try reader.word(endingAt: ends).lowercased()
    guard !method.isEmpty else { throw reader.error(.missingWord, "a method") }
    try reader.skipCFWS()
    var version: Int?
    if reader.take("/") {
      try reader.skipCFWS()
      version = Int(try reader.word(endingAt: ends))
      try reader.skipCFWS()
    }
    if method == "none", reader.isAtEnd || reader.next == UInt8(ascii: ";") { return nil }
    guard reader.take("=") else { throw reader.error(.unexpectedCharacter, "\"=\" and a result") }
    try reader.skipCFWS()
    let word = try reader.word(endingAt: [UInt8(ascii: ";")]).lowercased()
    guard !word.isEmpty else { throw reader.error(.missingWord, "a result") }
    try reader.skipCFWS()
    let comment = reader.lastComment
    var reason: String?
    var properties: [Property] = []
    while !reader.isAtEnd, reader.next != UInt8(ascii: ";") {
      var name = try reader.word(endingAt: [UInt8(ascii: "="), UInt8(ascii: ";")]).lowercased()
      try reader.skipCFWS()
      // Comments may stand on either side of the dot.
      while reader.take(".") {
        try reader.skipCFWS()
        name += "." + (try reader.word(endingAt: [UInt8(ascii: "="), UInt8(ascii: ";")]).lowercased())
        try reader.skipCFWS()
      }
      guard !name.isEmpty, reader.take("=") else {
        throw reader.error(.unexpectedCharacter, "a property, \"=\" and a value")
      }
      try reader.skipCFWS()
      let value = try reader.word(endingAt: [UInt8(ascii: ";")])
      if name == "reason" { reason = value } else { properties.append(Property(name, value)) }
      try reader.skipCFWS()
    }
    return Result(
      method: method, version: version, result: word, reason: reason, comment: comment, properties: properties
    )
  }
}
