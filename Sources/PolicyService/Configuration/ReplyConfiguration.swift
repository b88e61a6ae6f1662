/// What a client is told (`Reason_Message`, `Reason_URL` and `SPF_Enhanced_Status_Codes` of policyd-spf.conf).
public struct ReplyConfiguration: Sendable, Hashable {
  /// The sentence. Placeholders: `{rejectdefer}` is `rejected` or `deferred`, `{spf}` the reason, `{url}`
  /// the address made from ``url``.
  public var message: MessageTemplate
  /// The address of a page about this message. Placeholders: `{0}` is `helo` or `mfrom`, `{1}` the
  /// identity, `{2}` the client's address, `{3}` the recipient's domain; each percent-encoded.
  public var url: MessageTemplate
  /// The public address of the Why page; with one, `{url}` is a link by token, if that can be kept. Otherwise it is made from
  /// ``url``.
  public var whyURL: String?
  /// For how long such a link is good.
  public var linkLifetime: Duration = .seconds(30 * 86_400)
  /// Whether replies carry 5.7.23, 5.7.24 and 4.7.24 (RFC 7372 section 3.2); Postfix puts its own otherwise.
  public var hasEnhancedCodes = true
  /// Whether the address, the domain and the term that decided are told after the sentence.
  public var hasDetails = true

  /// The longest text after the codes, in octets.
  public static let maximumLength = 450

  /// How long the text after the codes may be when Postfix refuses a recipient of so many octets: the whole
  /// line has at most 512 (RFC 5321 section 4.5.3.1.5). Never less than 200, which fits with every recipient
  /// that SMTP allows (section 4.5.3.1.3).
  public static func room(besideRecipient length: Int) -> Int {
    max(200, min(maximumLength, 512 - wordsOfPostfix - length))
  }

  /// `550 5.7.23 <…>: Recipient address rejected: ` without the recipient, and the line end. Postfix has no
  /// longer words where it refuses something else.
  private static let wordsOfPostfix = 45

  /// The defaults of policyd-spf.
  public init() {
    message = MessageTemplate(literal: "Message {rejectdefer} due to: {spf}. Please see {url}")
    url = MessageTemplate(literal: "http://www.openspf.net/Why?s={0};id={1};ip={2};r={3}")
  }
}
