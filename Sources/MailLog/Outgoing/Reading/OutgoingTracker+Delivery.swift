internal import SPF

/// How a message goes.
extension OutgoingTracker {
  /// An attempt of `smtp` to deliver to one recipient.
  mutating func attempted(id: Octets, _ line: DeliveryLine, time: LogTime?, position: () -> LogPosition) {
    guard let key = QueueKey(id) else { return }
    switch line.status {
    case .sent:
      if line.isInternal {
        handedOver(id: id, line)
      } else {
        delivered(key, line, time)
      }
    case .bounced, .deferred:
      if let reply = reply(line) {
        if let (rule, kind) = OutgoingRule.first(of: reply.words) {
          refuse(key, id, line, reply.host, reply.words, rule.id, kind, time, position())
          return
        }
      }
      if line.status == .bounced { bounced += 1 } else { deferred += 1 }
    }
  }

  /// The words of the receiver, if they may be about SPF.
  private mutating func reply(_ line: DeliveryLine) -> (host: Octets, words: ReceiverReply)? {
    guard let (host, said) = line.said else { return nil }
    folded.removeAll(keepingCapacity: true)
    unsafe said.prefix(OutgoingRejection.longestReply * 2).withBuffer { unsafe folded.append(contentsOf: $0) }
    for index in folded.indices { folded[index] = Octets.fold(folded[index]) }
    let (isCandidate, isDMARC) = folded.withOctets { (ReceiverReply.isCandidate($0), $0.contains("dmarc")) }
    if isCandidate {
      let words = ReceiverReply(said.prefix(OutgoingRejection.longestReply * 2))
      if isDMARC, OutgoingRule.first(of: words) == nil { dmarc += 1 }
      return (host, words)
    }
    if isDMARC { dmarc += 1 }
    return nil
  }

  private mutating func delivered(_ key: QueueKey, _ line: DeliveryLine, _ time: LogTime?) {
    guard let mail = queue.find(key), mail.value.hasSender else {
      otherDeliveries += 1
      return
    }
    if mail.value.traits.contains(.refused) {
      let recipient = line.recipient.prefix(1_024).text
      list.delivered(serial: mail.value.serial, recipient: recipient)
      others.delivered(serial: mail.value.serial, recipient: recipient)
    }
    if line.isExpanded { mail.value.traits.insert(.expanded) }
    if mail.value.domain == 0 {
      let at = mail.value.sender.lastIndex(of: UInt8(ascii: "@"))
      if let at, at + 1 < mail.value.sender.count, !origins.isForwarded(mail.value) {
        let index = mail.value.sender.withOctets { domains.count($0.dropFirst(at + 1), folded: true, by: 0) }
        mail.value.domain = index == 0 ? .max : index
      } else {
        mail.value.domain = .max
      }
    }
    guard mail.value.domain != .max else {
      otherDeliveries += 1
      return
    }
    domains.count(again: mail.value.domain)
    let index = Int(mail.value.domain) - 1
    while lastDeliveries.count <= index { lastDeliveries.append(nil) }
    guard let time else { return }
    if lastDeliveries[index].map({ $0 < time }) ?? true { lastDeliveries[index] = time }
  }

  private mutating func refuse(
    _ key: QueueKey, _ id: Octets, _ line: DeliveryLine, _ host: Octets, _ reply: ReceiverReply,
    _ rule: String,
    _ kind: OutgoingRejection.Kind, _ time: LogTime?, _ position: LogPosition
  ) {
    let mail = queue.obtain(key)
    if line.isExpanded { mail.value.traits.insert(.expanded) }
    if mail.value.serial == 0 {
      serial += 1
      mail.value.serial = serial
    }
    mail.value.traits.insert(.refused)
    // The host that said so; the relay is another one where several were tried.
    let peer = DeliveryLine.peer(host) ?? DeliveryLine.peer(line.relay)
    let subject = ReplySubject(reply, relay: peer?.address)
    let rejection = OutgoingRejection(
      position: position, time: time, queueID: id.text,
      sender: mail.value.hasSender ? mail.value.sender.withOctets { $0.text } : nil,
      recipient: line.recipient.prefix(1_024).text, relay: peer?.name?.field(limit: 255),
      relayAddress: peer?.address, reply: reply.text.withOctets { $0.text }, replyCode: reply.code,
      enhancedCode: reply.enhancedCode.isEmpty ? nil : String(decoding: reply.enhancedCode, as: UTF8.self),
      isTemporary: line.status == .deferred, kind: kind, statedAddress: subject.address,
      statedDomain: subject.domain, identity: subject.identity, page: reply.page, rule: rule,
      origin: origins.origin(of: mail.value))
    let isStranger = origins.isStranger(mail.value)
    let isNew =
      isStranger || rejection.origin.isForwarded
      ? others.add(rejection, serial: mail.value.serial, sequence: lines)
      : list.add(rejection, serial: mail.value.serial, sequence: lines)
    guard isNew else { return }
    if isStranger, let at = mail.value.sender.lastIndex(of: UInt8(ascii: "@")) {
      mail.value.sender.withOctets { _ = strangers.count($0.dropFirst(at + 1), folded: true) }
    }
    if rejection.origin.isForwarded {
      forwarded += 1
    } else if let address = subject.address {
      if stated[address] != nil || stated.count < Self.addressLimit {
        stated[address, default: 0] += 1
      } else {
        overflow += 1
      }
    }
  }
}
