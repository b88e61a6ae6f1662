import PolicyService

/// Any octets as commands of the milter protocol. However the stream is cut, the commands are the same; what is made
/// of their arguments holds to what mail servers are promised.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMilterDecoder(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let first = input.first else { return 0 }
  let stream = input.dropFirst()
  let whole = commands(stream, piece: max(stream.count, 1))
  let pieces = commands(stream, piece: Int(first % 17) + 1)
  precondition(whole.commands == pieces.commands)
  precondition(whole.error == pieces.error)
  var forged = ForgedResults()
  let id = AuthservID("mx.example.org")
  for command in whole.commands { use(command, &forged, id) }
  return 0
}

/// The commands in `stream`, fed in pieces, and the error that ended it.
private func commands(
  _ stream: ArraySlice<UInt8>, piece: Int
) -> (commands: [MilterCommand], error: MilterProtocolError?) {
  var decoder = MilterDecoder()
  var found: [MilterCommand] = []
  var rest = stream
  do throws(MilterProtocolError) {
    while !rest.isEmpty {
      var input = rest.prefix(piece)
      rest = rest.dropFirst(piece)
      while let command = try decoder.next(&input) { found.append(command) }
      precondition(input.isEmpty)
    }
    try decoder.finish()
    return (found, nil)
  } catch {
    precondition(!error.description.isEmpty)
    return (found, error)
  }
}

private func use(_ command: MilterCommand, _ forged: inout ForgedResults, _ id: AuthservID) {
  switch command {
  case .negotiate(let offer):
    guard let agreed = try? MilterNegotiation(offer, actions: .addHeaders, steps: [.noBody, .skip]) else {
      return
    }
    precondition(agreed.actions.isSubset(of: offer.actions) && agreed.steps.isSubset(of: offer.steps))
    precondition(agreed.version <= offer.version)
    answer(.negotiated(agreed))
  case .macros(let macros):
    precondition(macros["i"].map { !$0.contains(0) } ?? true)
  case .mail(let path), .recipient(let path):
    precondition(MilterPath.address(path).count <= path.count)
    answer(.refuse(Array(path)))
  case .header(let name, let value):
    try? forged.examine(name: Array("authentication-results".utf8)[...], value: value, for: id)
    // Our own fields are printable; others would not be folded.
    let text = Array(name + value).filter { (0x20..<0x7f).contains($0) }
    let field = MilterField(folding: text)
    var previous: UInt8 = 0
    for octet in field.value {
      precondition(previous != 0x0a || octet == 0x20)
      previous = octet
    }
    precondition(previous != 0x0a)
    answer(.insertHeader(index: 0, name: field.name, value: field.value))
  default: break
  }
}

/// The packet of an answer says its own length.
private func answer(_ reply: MilterReply) {
  var octets: [UInt8] = []
  reply.append(to: &octets)
  precondition(octets.prefix(4).reduce(0) { $0 << 8 | Int($1) } == octets.count - 4)
}
