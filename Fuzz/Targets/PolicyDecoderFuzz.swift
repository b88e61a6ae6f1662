import PolicyService

/// Any octets as requests of the policy protocol. However the stream is cut, the requests are the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPolicyDecoder(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let first = input.first else { return 0 }
  let stream = input.dropFirst()
  let whole = requests(stream, piece: max(stream.count, 1))
  let pieces = requests(stream, piece: Int(first % 17) + 1)
  precondition(whole.requests == pieces.requests)
  precondition(whole.hasFailed == pieces.hasFailed)
  return 0
}

/// The values of the requests in `stream`, fed in pieces, and whether it ended in an error.
private func requests(_ stream: ArraySlice<UInt8>, piece: Int) -> (requests: [[[UInt8]]], hasFailed: Bool) {
  var decoder = PolicyRequestDecoder()
  var found: [[[UInt8]]] = []
  var rest = stream
  do {
    while !rest.isEmpty {
      var input = rest.prefix(piece)
      rest = rest.dropFirst(piece)
      while !input.isEmpty {
        guard let request = try decoder.next(&input) else { continue }
        found.append(PolicyAttribute.allCases.map { Array(request.value($0)) })
      }
    }
    try decoder.finish()
    return (found, false)
  } catch {
    return (found, true)
  }
}
