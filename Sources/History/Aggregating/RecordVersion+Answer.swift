internal import SPF

extension RecordVersion {
  /// What DNS has answered for the TXT records of `domain`; nil if there is no SPF record among them.
  init?(_ answer: DNSAnswer, domain: DomainName, seen: Int64) {
    let texts: [[UInt8]]
    switch answer.selection {
    case .none: return nil
    case .record(let record): texts = [record.text]
    case .invalid(_, let text): texts = [text]
    case .several:
      guard case .texts(let all) = answer.records else { return nil }
      texts = all.map(\.joined).filter { SPFRecord.hasVersion($0) }
    }
    self.init(
      domain: HistoryText.domain(domain), text: HistoryText.record(texts), ttl: answer.ttl, firstSeen: seen,
      lastSeen: seen)
  }
}
