internal import SPF

/// The rejections found, one for each recipient of a message. It is bounded: when it is full, the last one of each
/// kind is still kept up to date.
struct RejectionList {
  /// A recipient of a message.
  private struct Target: Hashable {
    let serial: UInt64
    let recipient: String
  }

  /// What an audit asks about.
  private struct Group: Hashable {
    let sender: String?
    let address: IPAddress?
    let rule: String
    let isTemporary: Bool
    let isForwarded: Bool
  }

  private let limit: Int
  private var entries: [(rejection: OutgoingRejection, sequence: Int, target: Target)] = []
  private var targets: [Target: Int] = [:]
  private var groups: [Group: Int] = [:]
  /// Messages that were given up.
  private var expired: Set<UInt64> = []
  private(set) var omitted = 0

  init(limit: Int) { self.limit = limit }

  /// The rejections, each with the number of its line.
  var numbered: [(rejection: OutgoingRejection, sequence: Int)] {
    entries.map { entry in
      var rejection = entry.rejection
      // What was put off is now refused for good.
      if expired.contains(entry.target.serial), !rejection.wasDelivered { rejection.isTemporary = false }
      return (rejection, entry.sequence)
    }
  }

  /// Adds a rejection; false if it is about a recipient that was refused before, whose entry it replaces.
  mutating func add(_ rejection: OutgoingRejection, serial: UInt64, sequence: Int) -> Bool {
    let target = Target(serial: serial, recipient: rejection.recipient)
    if let index = targets[target] {
      var rejection = rejection
      rejection.attempts = entries[index].rejection.attempts + 1
      entries[index] = (rejection, sequence, target)
      groups[Self.group(rejection)] = index
      return false
    }
    let group = Self.group(rejection)
    if entries.count >= limit {
      omitted += 1
      // New kinds find room up to twice the number; a known one takes the place of its last.
      if let index = groups[group] {
        targets[entries[index].target] = nil
        entries[index] = (rejection, sequence, target)
        targets[target] = index
        return true
      }
      guard entries.count < limit * 2 else { return true }
      omitted -= 1
    }
    targets[target] = entries.count
    groups[group] = entries.count
    entries.append((rejection, sequence, target))
    return true
  }

  /// Notes that a message was delivered to a recipient after all.
  mutating func delivered(serial: UInt64, recipient: String) {
    if let index = targets[Target(serial: serial, recipient: recipient)] {
      entries[index].rejection.wasDelivered = true
    }
  }

  /// Notes that a message that is in the list was given up after it had been put off.
  mutating func expire(serial: UInt64) {
    if expired.count < limit * 2 { expired.insert(serial) }
  }

  private static func group(_ rejection: OutgoingRejection) -> Group {
    let sender = rejection.sender.map { path in
      String(
        path.utf8.lastIndex(of: UInt8(ascii: "@")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
      )
      .lowercased()
    }
    return Group(
      sender: sender, address: rejection.statedAddress, rule: rejection.rule,
      isTemporary: rejection.isTemporary, isForwarded: rejection.origin.isForwarded)
  }
}
