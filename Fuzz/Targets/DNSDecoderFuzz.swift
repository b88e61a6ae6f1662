import DNS
import SPF

/// Any octets as a DNS message: an answer or a failure, never a trap, and nothing out of proportion.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDNSDecoder(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let name = DomainName("a.example") else { return 0 }
  for type in DNSRecordType.allCases {
    let answer = DNSMessageDecoder.decode(message: input, question: DNSQuestion(name, type))
    switch (answer.records, type) {
    case (.none, _): break
    case (.addresses(let list), .a):
      precondition(list.allSatisfy { $0.family == .ipv4 } && list.count * 14 <= count)
    case (.addresses(let list), .aaaa):
      precondition(list.allSatisfy { $0.family == .ipv6 } && list.count * 26 <= count)
    case (.mailExchanges(let list), .mx): precondition(list.count * 13 <= count)
    case (.names(let list), .ptr): precondition(list.count * 11 <= count)
    case (.texts(let list), .txt): precondition(list.reduce(0) { $0 + $1.joined.count } <= count)
    default: preconditionFailure("records of another type than was asked for")
    }
    if case .failure(let failure) = answer.status { _ = failure.description }
  }
  return 0
}
