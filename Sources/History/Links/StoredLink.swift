/// What a link in a refusal leads to: which check it was that refused.
public struct StoredLink: Sendable, Hashable {
  /// What names it in the link: letters and digits that nobody can guess.
  public var token: String
  /// When it was made, in seconds since 1970.
  public var made: Int64
  /// From when on it leads nowhere, in seconds since 1970.
  public var expires: Int64
  /// `helo` or `mailfrom`.
  public var scope: String
  /// The HELO name or the reverse-path. Printable ASCII.
  public var identity: String
  /// The client's address.
  public var client: String
  /// The HELO name. Printable ASCII.
  public var helo: String
  /// The recipient's domain, as the reply named it. Printable ASCII.
  public var recipientDomain: String
  /// The host that refused. Printable ASCII.
  public var receiver: String

  /// A link.
  public init(
    token: String, made: Int64, expires: Int64, scope: String, identity: String, client: String, helo: String,
    recipientDomain: String, receiver: String
  ) {
    self.token = token
    self.made = made
    self.expires = expires
    self.scope = scope
    self.identity = identity
    self.client = client
    self.helo = helo
    self.recipientDomain = recipientDomain
    self.receiver = receiver
  }
}

extension StoredLink {
  /// The columns, in the order of ``init(columns:made:expires:)``.
  static let columns = "token, scope, identity, client, helo, recipient_domain, receiver"

  /// A row; nil if it has not as many texts.
  init?(columns: [String], made: Int64, expires: Int64) {
    guard columns.count == 7 else { return nil }
    self.init(
      token: columns[0], made: made, expires: expires, scope: columns[1], identity: columns[2],
      client: columns[3], helo: columns[4], recipientDomain: columns[5], receiver: columns[6])
  }

  /// The texts of a row.
  var texts: [String] { [token, scope, identity, client, helo, recipientDomain, receiver] }
}
