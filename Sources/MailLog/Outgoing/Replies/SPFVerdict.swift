/// What a reply says of SPF in its own words: not only that the letters stand in it, but that SPF did not pass.
struct SPFVerdict {
  /// How much the words say.
  enum Strength {
    /// A result stands behind the name: `SPF check failed`, `SPF [example.com] with ip: … = did not pass`.
    case stated
    /// SPF is given as the reason: `prohibited by SPF`, `must authenticate with SPF`.
    case implied
  }

  let strength: Strength
  let kind: OutgoingRejection.Kind

  /// nil if the words do not say that SPF failed; or if they say that it passed, and something else did not.
  init?(_ reply: ReceiverReply) {
    let finding = reply.prose.withOctets { prose in
      var scanner = Scanner(prose: prose, words: reply.words)
      scanner.scan()
      return scanner
    }
    if let kind = finding.stated {
      self.init(strength: .stated, kind: finding.withOthers(kind))
    } else if !finding.hasPassed, let kind = finding.implied {
      self.init(strength: .implied, kind: finding.withOthers(kind))
    } else {
      return nil
    }
  }

  private init(strength: Strength, kind: OutgoingRejection.Kind) {
    self.strength = strength
    self.kind = kind
  }

  /// Whether the words say that SPF passed.
  static func saysPassed(_ reply: ReceiverReply) -> Bool {
    reply.prose.withOctets { prose in
      var scanner = Scanner(prose: prose, words: reply.words)
      scanner.scan()
      return scanner.hasPassed && scanner.stated == nil
    }
  }
}

/// Goes through the places where SPF is named.
private struct Scanner {
  let prose: Octets
  let words: [ReplyWord]
  var stated: OutgoingRejection.Kind?
  var implied: OutgoingRejection.Kind?
  var hasPassed = false
  private var namesDKIM = false

  init(prose: Octets, words: [ReplyWord]) {
    self.prose = prose
    self.words = words
  }

  func withOthers(_ kind: OutgoingRejection.Kind) -> OutgoingRejection.Kind {
    namesDKIM && kind == .spf ? .authentication : kind
  }

  mutating func scan() {
    for index in words.indices {
      if word(index) == "dkim" { namesDKIM = true }
      guard let last = nameOfSPF(at: index) else { continue }
      switch behind(last, isAdvice: isAdvice(index)) {
      case .failed(let kind): stated = stated ?? kind
      case .passed: hasPassed = true
      case .aligned: break
      case .nothing:
        if implied == nil, let kind = before(index, last) { implied = kind }
      }
    }
  }

  // MARK: Names

  private func word(_ index: Int) -> Octets {
    words.indices.contains(index) && !words[index].isName ? prose[words[index].range] : Octets("")
  }

  /// `SPF` or `Sender Policy Framework`, with the index of its last word.
  private func nameOfSPF(at index: Int) -> Int? {
    if word(index) == "sender", word(index + 1) == "policy", word(index + 2) == "framework" {
      return index + 2
    }
    guard word(index) == "spf" else { return nil }
    let end = words[index].range.upperBound
    // Part of a path, and not `DKIM/SPF`.
    if words[index].isBehindSlash, !isMethod(index - 1) { return nil }
    if end < prose.count, prose[end] == UInt8(ascii: "/"), end + 1 < prose.count, prose[end + 1] > 0x20,
      !isMethod(index + 1)
    {
      return nil
    }
    return index
  }

  private func isMethod(_ index: Int) -> Bool {
    let word = word(index)
    return word == "dkim" || word == "dmarc" || word == "ptr" || word == "rdns" || word == "spf"
      || word == "arc"
      || word == "sender" || word == "dns" || word == "mx"
  }

  // MARK: Behind the name

  private enum Result {
    case failed(OutgoingRejection.Kind)
    case passed
    /// It is about the alignment of RFC 7489 section 3.1, which is not SPF's.
    case aligned
    case nothing
  }

  private func behind(_ last: Int, isAdvice: Bool) -> Result {
    let end = words[last].range.upperBound
    let isMarked = end < prose.count && (prose[end] == UInt8(ascii: "=") || prose[end] == UInt8(ascii: ":"))
    if end < prose.count, prose[end] == UInt8(ascii: "_") { return symbol(last) }
    if isAdvice, !isMarked { return .nothing }
    var isNegated = false
    var isOfRecord = false
    var distance = 0
    var index = last + 1
    while index < words.count, distance < (isAdvice ? 1 : 16), !words[index].beginsSentence {
      defer {
        index += 1
        distance += 1
      }
      if words[index].isName { continue }
      let word = word(index)
      if isMethod(index), !(word == "spf") {
        // `SPF and DKIM checks failed` speaks of both; else the next method's result begins.
        guard distance <= 1 else { return .nothing }
        continue
      }
      if word.hasPrefix("align") { return .aligned }
      if word == "record" || word == "records" || word == "lookup" || word == "dns" { isOfRecord = true }
      if SPFWords.isNegation(word) {
        isNegated = true
        continue
      }
      if SPFWords.isPass(word) { return isNegated ? .failed(.spf) : .passed }
      if isNegated, SPFWords.isPermission(word) { return .failed(.spf) }
      if isNegated, word == "found" || word.hasPrefix("exist") { return .failed(.record) }
      if SPFWords.isError(word) { return .failed(.record) }
      if SPFWords.isFailure(word) { return .failed(isOfRecord && word.hasPrefix("failure") ? .record : .spf) }
      guard distance < 7 else { continue }
      if word == "none", distance < 3 { return .failed(.record) }
      if word.hasPrefix("invalid") || word.hasPrefix("suspicious") || word.hasPrefix("missing") {
        return .failed(
          isOfRecord || words.indices.contains(index + 1) && self.word(index + 1).hasPrefix("record")
            ? .record : word.hasPrefix("missing") ? .record : .spf)
      }
      if SPFWords.isRefusal(word) { return .failed(.spf) }
    }
    return .nothing
  }

  /// `SPF_FAIL`, `R_SPF_SOFTFAIL`, `SPF_HELO_PASS`: a filter's symbols, of which each is one reason among others.
  private func symbol(_ last: Int) -> Result {
    let result = word(last + 1) == "helo" ? word(last + 2) : word(last + 1)
    if SPFWords.isPass(result) || result == "allow" { return .passed }
    return result == "fail" || result == "softfail" ? .failed(.authentication) : .nothing
  }

  // MARK: Before the name

  /// `check your SPF record`: advice that says nothing of what happened.
  private func isAdvice(_ index: Int) -> Bool {
    var at = index - 1
    while at >= 0, index - at <= 4, !words[at + 1].beginsSentence {
      if SPFWords.isAdvice(word(at)) { return true }
      at -= 1
    }
    return false
  }

  private func before(_ index: Int, _ last: Int) -> OutgoingRejection.Kind? {
    guard !isAdvice(index), !(word(last + 1) == "domain"), !sentenceSpeaksOfAlignment(index) else {
      return nil
    }
    var isPassAhead = false
    var at = index - 1
    while at >= 0, index - at <= 9, !words[at + 1].beginsSentence {
      defer { at -= 1 }
      let word = word(at)
      let distance = index - at
      if SPFWords.isPass(word) || SPFWords.isPermission(word) {
        isPassAhead = true
      } else if SPFWords.isNegation(word) {
        if isPassAhead { return .spf }
        if word == "no", distance <= 3 { return .record }
      } else if isPassAhead, word == "must" || word.hasPrefix("require") {
        return .spf
      } else if word.hasPrefix("authenticat") {
        isPassAhead = true
      } else if SPFWords.isFailure(word) || SPFWords.isRefusal(word) && isReason(at, index) {
        return .spf
      } else if distance <= 2, word == "bad" || word == "invalid" || word == "missing" || word == "broken" {
        return .record
      } else if distance <= 3, word == "due", self.word(at + 1) == "to" {
        return .spf
      }
    }
    return nil
  }

  /// Whether what was refused was so by, for or per what follows.
  private func isReason(_ from: Int, _ to: Int) -> Bool {
    for index in (from + 1)..<max(to, from + 1) {
      let word = word(index)
      if word == "by" || word == "per" || word == "due" || word == "because" || word == "for"
        || word == "based"
        || word == "according" || word == "of" || word == "under"
      {
        return true
      }
    }
    return to - from <= 2
  }

  private func sentenceSpeaksOfAlignment(_ index: Int) -> Bool {
    var at = index
    while at > 0, !words[at].beginsSentence { at -= 1 }
    repeat {
      if word(at).hasPrefix("align") { return true }
      at += 1
    } while at < words.count && !words[at].beginsSentence
    return false
  }
}
