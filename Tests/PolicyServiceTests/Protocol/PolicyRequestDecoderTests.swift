import PolicyService
import Testing

@Suite("Requests of the policy protocol")
struct PolicyRequestDecoderTests {
  private func value(_ request: PolicyRequest?, _ attribute: PolicyAttribute) -> String? {
    request?[attribute].map { String(decoding: $0, as: UTF8.self) }
  }

  private func error(_ input: [UInt8], piece: Int = .max) -> PolicyProtocolError? {
    var decoder = PolicyRequestDecoder()
    var start = 0
    do throws(PolicyProtocolError) {
      while start < input.count {
        var rest = input[start..<min(input.count, start + min(piece, input.count))]
        start = rest.endIndex
        while try decoder.next(&rest) != nil {}
      }
      try decoder.finish()
      return nil
    } catch {
      return error
    }
  }

  @Test("a long line of white space with something in it is not empty", arguments: [1, 4, 1000])
  func longBlankLine(pieceLength: Int) {
    let blank = String(repeating: " ", count: 60)
    let input = Array("request=smtpd_access_policy\n\(blank)x\(blank)\n".utf8)
    guard case .malformedLine? = error(input, piece: pieceLength) else {
      Issue.record("expected a malformed line, got \(String(describing: error(input, piece: pieceLength)))")
      return
    }
  }

  @Test("what Postfix sends", arguments: [1, 2, 3, 7, 64, 4096])
  func decodes(pieceLength: Int) throws {
    let octets = Array(
      (Requests.text(["sender": "Alice@Example.COM", "instance": "1.2.3"])
        + Requests.text(["sender": "", "queue_id": "4XABCD"])).utf8)
    var decoder = PolicyRequestDecoder()
    var requests: [PolicyRequest] = []
    for start in stride(from: 0, to: octets.count, by: pieceLength) {
      var piece = octets[start..<min(start + pieceLength, octets.count)]
      while let request = try decoder.next(&piece) { requests.append(request) }
      #expect(piece.isEmpty)
    }
    try decoder.finish()
    #expect(requests.count == 2)
    #expect(value(requests.first, .sender) == "Alice@Example.COM")
    #expect(value(requests.first, .instance) == "1.2.3")
    #expect(value(requests.first, .clientAddress) == "203.0.113.99")
    #expect(value(requests.first, .heloName) == "host.example.org")
    #expect(value(requests.last, .sender) == "")
    #expect(value(requests.last, .queueID) == "4XABCD")
    #expect(value(requests.last, .protocolState) == "RCPT")
  }

  @Test("the last value of a repeated attribute counts; a missing one is nil")
  func repeatedAndMissing() throws {
    var decoder = PolicyRequestDecoder()
    var octets = Array(
      "request=smtpd_access_policy\nsender=a@example.com\nsender=b@example.net \r\n\r\n".utf8)[...]
    let request = try decoder.next(&octets)
    #expect(value(request, .sender) == "b@example.net")
    #expect(request?[.heloName] == nil)
    #expect(request?.value(.heloName).isEmpty == true)
  }

  @Test("a value may hold equals signs")
  func equalsInValue() throws {
    let request = try Requests.request(["sender": "a=b=c@example.com", "helo_name": "="])
    #expect(value(request, .sender) == "a=b=c@example.com")
    #expect(value(request, .heloName) == "=")
  }

  @Test("a long value of an attribute that is not kept is skipped")
  func skipsUnknown() throws {
    let request = try Requests.request(["ccert_subject": String(repeating: "x", count: 50_000)])
    #expect(value(request, .sender) == "alice@example.com")
  }

  @Test(
    "a request that is none is refused", arguments: ["request=other\n\n", "sender=a@example.com\n\n", "\n"])
  func requiresRequest(text: String) {
    guard case .unknownRequest = error(Array(text.utf8)) else {
      Issue.record("not refused: \(text)")
      return
    }
  }

  @Test("a value over the limit is refused", arguments: [1, 1000, .max])
  func longValue(piece: Int) {
    let text = "request=smtpd_access_policy\nsender=" + String(repeating: "a", count: 8193) + "\n\n"
    #expect(error(Array(text.utf8), piece: piece) == .valueTooLong(.sender, limit: 8192))
  }

  @Test("a line of 100 MB is refused after 64 KiB")
  func endlessLine() {
    var decoder = PolicyRequestDecoder()
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 65_536)
    var taken = 0
    #expect(throws: PolicyProtocolError.requestTooLong(limit: 65_536)) {
      for _ in 0..<1600 {
        var rest = piece[...]
        _ = try decoder.next(&rest)
        taken += piece.count
      }
    }
    #expect(taken <= 65_536)
  }

  @Test("a request without end is refused", arguments: ["a=b\n", "sender=x\n", "=\n"])
  func endlessRequest(line: String) {
    let text = String(repeating: line, count: 300)
    #expect(error(Array(text.utf8)) == .tooManyAttributes(limit: 256))
  }

  @Test("half a request is told from none")
  func halfRequest() {
    #expect(error(Array("request=smtpd_access_policy\nsend".utf8)) == .endInsideRequest)
    #expect(error([]) == nil)
  }

  @Test("octets that are no lines name=value are refused")
  func junk() {
    #expect(error([0xff, 0x00, 0x80, 0x0a]) == .malformedLine([0xff, 0x00, 0x80]))
    #expect(error(Array("GET / HTTP/1.1\r\n".utf8)) == .malformedLine(Array("GET / HTTP/1.1\r".utf8)))
    let description = error([0x1b, 0x5b, 0x41, 0x0a])?.description
    #expect(description?.contains("\\x1B[A") == true)
  }

  @Test("whatever comes, the decoder ends with a request or an error")
  func randomOctets() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("request=smtpd_access_policy\n\n\n==sender instance \0\r\t\u{ff}".utf8)
    for _ in 0..<2000 {
      let octets = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      _ = error(octets, piece: Int.random(in: 1...50, using: &generator))
    }
  }
}
