/// What a filter says to a mail server (`SMFIR_` in the C library).
package enum MilterReply: Sendable, Hashable {
  /// What both can do.
  case negotiated(MilterNegotiation)
  /// Go on.
  case proceed
  /// Send no more of these.
  case skip
  /// Wait: an answer takes its time.
  case progress
  /// Refuse, with this reply to the SMTP client.
  case refuse([UInt8])
  /// Put a header field before the one of this index, counted from 0; lines of the value end with a line feed.
  case insertHeader(index: UInt32, name: [UInt8], value: [UInt8])
  /// Delete a header field: the one of this number among those of its name, counted from 1.
  case deleteHeader(number: UInt32, name: [UInt8])
  /// Hold the message back for this reason.
  case quarantine([UInt8])

  /// Appends the packet.
  package func append(to out: inout [UInt8]) {
    switch self {
    case .negotiated(let negotiation):
      Self.append(UInt8(ascii: "O"), to: &out) { negotiation.append(to: &$0) }
    case .proceed: Self.append(UInt8(ascii: "c"), to: &out)
    case .skip: Self.append(UInt8(ascii: "s"), to: &out)
    case .progress: Self.append(UInt8(ascii: "p"), to: &out)
    case .refuse(let text):
      Self.append(UInt8(ascii: "y"), to: &out) { out in
        // Sendmail takes the text for a format of printf(3).
        for octet in text {
          if octet == UInt8(ascii: "%") { out.append(octet) }
          out.append(octet)
        }
        out.append(0)
      }
    case .insertHeader(let index, let name, let value):
      Self.append(UInt8(ascii: "i"), to: &out) { out in
        out.append(bigEndian: index)
        out.append(contentsOf: name)
        out.append(0)
        out.append(contentsOf: value)
        out.append(0)
      }
    case .deleteHeader(let number, let name):
      Self.append(UInt8(ascii: "m"), to: &out) { out in
        out.append(bigEndian: number)
        out.append(contentsOf: name)
        out.append(0)
        out.append(0)
      }
    case .quarantine(let reason):
      Self.append(UInt8(ascii: "q"), to: &out) { out in
        out.append(contentsOf: reason)
        out.append(0)
      }
    }
  }

  private static func append(
    _ letter: UInt8, to out: inout [UInt8], _ write: (inout [UInt8]) -> Void = { _ in }
  ) {
    let start = out.count
    out.append(bigEndian: 0)
    out.append(letter)
    write(&out)
    let length = UInt32(truncatingIfNeeded: out.count - start - 4)
    for index in 0..<4 { out[start + index] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * index)) }
  }
}

extension MilterNegotiation {
  /// Appends version, actions and steps, and the macros wanted if they can be chosen.
  fileprivate func append(to out: inout [UInt8]) {
    out.append(bigEndian: version)
    out.append(bigEndian: actions.rawValue)
    out.append(bigEndian: steps.rawValue)
    guard actions.contains(.chooseMacros) else { return }
    for (stage, names) in Self.macros {
      out.append(bigEndian: stage)
      out.append(names)
      out.append(0)
    }
  }
}

extension [UInt8] {
  /// Appends a number in four octets, the highest first.
  fileprivate mutating func append(bigEndian number: UInt32) {
    for shift in [24, 16, 8, 0] as [UInt32] { append(UInt8(truncatingIfNeeded: number >> shift)) }
  }
}
