import Testing

@testable import Diagnosis

/// A scene in which an observation is made, and one close to it in which it is not.
struct EvidenceProbe: Sendable, CustomTestStringConvertible {
  let code: EvidenceCode
  let seen: Scene
  let unseen: Scene

  init(_ code: EvidenceCode, _ seen: Scene, not unseen: Scene = .stranger) {
    self.code = code
    self.seen = seen
    self.unseen = unseen
  }

  var testDescription: String { code.rawValue }
}
