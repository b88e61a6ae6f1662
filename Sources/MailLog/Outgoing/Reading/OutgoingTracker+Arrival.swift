internal import SPF

/// How a message comes.
extension OutgoingTracker {
  /// `client=NAME[ADDRESS], sasl_username=…, orig_queue_id=…, orig_client=…` of smtpd.
  mutating func accepted(id: Octets, _ text: Octets, service: Octets) {
    guard let key = QueueKey(id), let (_, address) = DeliveryLine.peer(text) else { return }
    let details = text.position(of: "]").map { text.dropFirst($0 + 1) } ?? Octets("")
    // The message that it continues, and the client that brought that one, as a content filter passes them on.
    var earlier: OutgoingMail?
    var client = address
    if !details.isEmpty {
      if let value = details.after(", orig_queue_id="), let key = QueueKey(Self.value(value)) {
        earlier = queue.find(key)?.value
      }
      if let value = details.after(", orig_client="), let (_, address) = DeliveryLine.peer(value), let address
      {
        client = address
      }
    }
    let mail = queue.obtain(key)
    mail.value.recycle()
    mail.value.client = client
    if let user = details.after(", sasl_username=") {
      mail.value.user.append(contentsOf: Self.value(user).prefix(255).array)
    }
    if service.contains("submission") || service.contains("smtps") { mail.value.traits.insert(.submission) }
    if let earlier { mail.value.continues(earlier) }
  }

  private static func value(_ text: Octets) -> Octets { text[0..<(text.firstIndex(of: ", ") ?? text.count)] }

  /// `uid=… from=<…>` of pickup.
  mutating func pickedUp(id: Octets) {
    guard let mail = QueueKey(id).map({ queue.obtain($0) }) else { return }
    mail.value.recycle()
    mail.value.traits = .pickedUp
  }

  /// `sender non-delivery notification: QUEUEID` of bounce.
  mutating func noticed(id: Octets) {
    guard let mail = QueueKey(id).map({ queue.obtain($0) }) else { return }
    mail.value.traits.insert(.notice)
  }

  /// `message-id=<…>` of cleanup.
  mutating func named(id: Octets, _ messageID: Octets) {
    guard let mail = QueueKey(id).map({ queue.obtain($0) }) else { return }
    mail.value.messageID = hash(messageID)
  }

  /// `from=<…>` of qmgr.
  mutating func queued(id: Octets, from sender: Octets) {
    guard let mail = QueueKey(id).map({ queue.obtain($0) }), !mail.value.hasSender else { return }
    unsafe sender.prefix(512).withBuffer { unsafe mail.value.sender.append(contentsOf: $0) }
    mail.value.hasSender = true
    guard mail.value.messageID != 0 else { return }
    let key = UInt64.fold(mail.value.messageID, hash(sender) | 1)
    if origins.isFromOutside(mail.value) {
      outside.obtain(key).value.client = mail.value.client
    } else if let known = outside.find(key) {
      mail.value.traits.insert(.seenOutside)
      mail.value.source = known.value.client
    }
  }

  /// `from=<…>, status=expired, returned to sender` of qmgr.
  mutating func expired(id: Octets) {
    guard let mail = QueueKey(id).flatMap({ queue.find($0) }), mail.value.traits.contains(.refused) else {
      return
    }
    list.expire(serial: mail.value.serial)
    others.expire(serial: mail.value.serial)
  }

  /// `removed` of qmgr.
  mutating func removed(id: Octets) {
    if let key = QueueKey(id) { queue.remove(key) }
  }

  /// A message that a program on this host took over under another id: `… queued as QUEUEID)`.
  mutating func handedOver(id: Octets, _ line: DeliveryLine) {
    guard line.status == .sent else { return }
    let forwarded = line.words.after("forwarded as ")
    guard let behind = forwarded ?? line.words.after("queued as "),
      let mail = QueueKey(id).flatMap({ queue.find($0) })
    else { return }
    var end = 0
    while end < behind.count, Octets.isLetter(behind[end]) || Octets.isDigit(behind[end]) { end += 1 }
    guard let next = QueueKey(behind[0..<end]).flatMap({ queue.find($0) }), next.value.user.isEmpty else {
      return
    }
    let earlier = mail.value
    next.value.continues(earlier)
    if line.isExpanded || forwarded != nil { next.value.traits.insert(.expanded) }
  }

  private func hash(_ text: Octets) -> UInt64 {
    var value = seed
    var index = 0
    while index < text.count {
      value = UInt64.fold(value ^ text.word(at: index), 0x9e37_79b9_7f4a_7c15 ^ seed)
      index += 8
    }
    return UInt64.fold(value ^ UInt64(text.count), 0xd6e8_feb8_6659_fd93) | 1
  }
}
