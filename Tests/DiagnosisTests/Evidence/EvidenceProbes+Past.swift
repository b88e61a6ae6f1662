@testable import Diagnosis

/// What is remembered from before the log: each with a past that misses by little.
extension EvidenceProbes {
  private static let day: Int64 = 86_400

  private static func past(_ change: (inout Past) -> Void) -> Scene {
    var scene = Scene.stranger
    var past = RememberedPast()
    change(&past.value)
    scene.past = past
    return scene
  }

  private static func known(_ client: Int64?, _ domain: Int64) -> Scene {
    past {
      $0.clientSeen = client.map { Scene.noon - $0 * day }
      $0.domainSeen = Scene.noon - domain * day
    }
  }

  static let pasts: [EvidenceProbe] = [
    EvidenceProbe(
      .usedToPass, past { $0.passes = (Scene.noon - 40 * day)...(Scene.noon - 3 * day) },
      // Only after the log began: the record was repaired.
      not: past { $0.passes = Scene.noon...(Scene.noon + day) }),
    EvidenceProbe(.knownForLong, known(7, 7), not: known(6, 400)),
    EvidenceProbe(.firstSeenLately, known(6, 30), not: known(6, 29)),
    EvidenceProbe(.firstSeenLately, known(nil, 30), not: known(8, 30)),
    EvidenceProbe(.othersServed, past { $0.served = 1 }, not: past { $0.served = 0 }),
  ]
}
