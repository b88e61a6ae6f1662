extension LineReader {
  /// Takes octets apart into lines.
  mutating func feed(_ chunk: Octets) {
    joiner.survey.octets += chunk.count
    var start = 0
    if isSkipping || !carry.isEmpty {
      guard let end = chunk.position(of: "\n") else {
        keep(chunk)
        return
      }
      keep(chunk[0..<end])
      endLine(follower: chunk.dropFirst(end + 1))
      start = end + 1
    }
    while let end = chunk.position(of: "\n", from: start) {
      let line = chunk[start..<end]
      start = end + 1
      if line.count > longestLine {
        joiner.survey.truncated += 1
        take(line.prefix(longestLine), follower: chunk.dropFirst(start))
      } else {
        take(line, follower: chunk.dropFirst(start))
      }
    }
    keep(chunk.dropFirst(start))
  }

  private mutating func keep(_ part: Octets) {
    guard !isSkipping else { return }
    let room = longestLine - carry.count
    unsafe part.prefix(room).withBuffer { unsafe carry.append(contentsOf: $0) }
    if part.count > room {
      isSkipping = true
      joiner.survey.truncated += 1
    }
  }

  mutating func endLine(follower: Octets = Octets("")) {
    isSkipping = false
    guard !carry.isEmpty else { return }
    let line = carry
    carry.removeAll(keepingCapacity: true)
    line.withOctets { take($0, follower: follower) }
  }
}
