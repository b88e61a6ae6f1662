/// A method beside SPF whose results filters log with the queue id.
enum OtherMethod: String, Sendable {
  case dkim
  case dmarc
}
