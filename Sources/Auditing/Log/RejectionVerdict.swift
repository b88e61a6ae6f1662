/// What a receiver's rejection because of SPF comes to, now that DNS was asked.
public enum RejectionVerdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// The record does not let the address pass now either.
  case missing
  /// The record cannot be evaluated.
  case broken
  /// The same mail would pass now.
  case repaired
  /// The record let the address pass when the receiver refused, and had done so for longer than any cache may keep.
  case refusedAlthoughAuthorised = "refused-although-authorised"
  /// The address that the receiver names is probably none of ours: the recipient has his mail forwarded.
  case elsewhere
  /// Nobody says from which address the mail came.
  case unknownAddress = "unknown-address"
  /// DNS did not answer the receiver, so that it did not check SPF: nothing follows for the record.
  case receiverDNS = "receiver-dns"
  /// DNS did not answer.
  case undetermined
}
