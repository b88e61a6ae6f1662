internal import SPF

/// Puts together what the lines of an outgoing log say of one message: who brought it, whose it is, and what became
/// of it. Every table is bounded.
struct OutgoingTracker: ~Copyable {
  /// Messages in the queue at a time; of those beyond, the lines from before are forgotten.
  private static let queueLimit = 65_536
  /// Messages from outside whose Message-ID is remembered.
  private static let outsideLimit = 65_536
  private static let domainLimit = 10_000
  private static let addressLimit = 1_000
  static let rejectionLimit = 10_000

  var lines = 0
  var octets = 0
  var truncated = 0
  var first: LogTime?
  var last: LogTime?

  private var queue = SlotTable<QueueKey, OutgoingMail>(limit: queueLimit)
  private var outside = SlotTable<UInt64, OutsideMail>(limit: outsideLimit)
  private let seed = UInt64.random(in: .min ... .max)
  private var serial: UInt64 = 0
  private var origins: OriginRules
  private var list: RejectionList
  private var domains = NameTable(limit: domainLimit)
  private var lastDeliveries: [LogTime?] = []
  private var stated: [IPAddress: Int] = [:]
  private var otherDeliveries = 0
  private var bounced = 0
  private var deferred = 0
  private var dmarc = 0
  private var forwarded = 0
  private var overflow = 0
  private var folded: [UInt8] = []

  init(ownDomains: Set<DomainName>, limit: Int = rejectionLimit) {
    origins = OriginRules(ownDomains: ownDomains)
    list = RejectionList(limit: limit)
  }

  mutating func see(_ time: LogTime) {
    if first.map({ time < $0 }) ?? true { first = time }
    if last.map({ $0 < time }) ?? true { last = time }
  }

  // MARK: How a message comes

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
    if OriginRules.isFromOutside(mail.value) {
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

  // MARK: How a message goes

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
      list.delivered(serial: mail.value.serial, recipient: line.recipient.prefix(1_024).text)
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
    guard list.add(rejection, serial: mail.value.serial, sequence: lines) else { return }
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

  // MARK: The end

  var survey: OutgoingSurvey {
    var survey = OutgoingSurvey()
    survey.lines = lines
    survey.octets = octets
    survey.truncated = truncated
    survey.first = first
    survey.last = last
    for (index, name) in domains.names.enumerated() where domains.counts[index] > 0 {
      survey.deliveries[name] = OutgoingSurvey.Delivery(
        count: domains.counts[index], last: index < lastDeliveries.count ? lastDeliveries[index] : nil)
    }
    survey.otherDeliveries = otherDeliveries
    survey.bounced = bounced
    survey.deferred = deferred
    survey.dmarc = dmarc
    survey.forwarded = forwarded
    survey.statedAddresses = stated
    survey.omitted = list.omitted
    survey.overflow = overflow + domains.overflow
    return survey
  }

  var rejections: [OutgoingRejection] { list.rejections }
}
