internal import DNS
public import SPF

/// How long caches may keep old answers to what a change newly asks of DNS.
public struct TreeTimes: Sendable {
  /// What is newly asked, and the greatest TTL in seconds with which it, or that there was none of it, is answered.
  public let answers: [(question: DNSQuestion, ttl: UInt32)]
  /// The questions of ``answers`` of which no authoritative server was reached, so that the TTL is what a cache has left.
  public let guessed: [DNSQuestion]

  /// Nothing is newly asked.
  public static let none = TreeTimes(answers: [], guessed: [])

  /// The greatest of the TTLs in seconds; 0 if nothing is newly asked.
  public var longest: UInt32 { answers.map(\.ttl).max() ?? 0 }

  /// Times as given; `guessed` are those of `answers` that no authoritative server has told.
  public init(answers: [(question: DNSQuestion, ttl: UInt32)], guessed: [DNSQuestion] = []) {
    self.answers = answers
    self.guessed = guessed
  }
}
