/// What evidence is about. Items of one family partly say the same, so only the strongest of them counts in full.
public enum EvidenceFamily: String, Sendable, Hashable, CaseIterable, Codable {
  /// The results logged and the record.
  case record
  /// Whose names the client has.
  case kinship
  /// What the client does for the sender's domain.
  case service
  /// What stands at the addresses around the client's.
  case neighbour
  /// The client's reverse name.
  case clientName = "client-name"
  /// Whether the client receives and passes on mail.
  case forwarder
  /// The name given with HELO.
  case helo
  /// Who else sends, and for whom.
  case crowd
  /// When messages came.
  case queue
  /// What was seen before.
  case past
  /// The addresses in the envelope.
  case envelope
  /// Other methods of authentication.
  case authentication
  /// The receiver's own hosts and users.
  case receiver
}
