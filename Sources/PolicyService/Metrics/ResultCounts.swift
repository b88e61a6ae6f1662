internal import Metrics
internal import SPF

/// How often there was each result.
struct ResultCounts: Sendable {
  private var none: Int64 = 0
  private var neutral: Int64 = 0
  private var pass: Int64 = 0
  private var fail: Int64 = 0
  private var softfail: Int64 = 0
  private var temperror: Int64 = 0
  private var permerror: Int64 = 0

  mutating func count(_ result: SPFResult) { self[result] &+= 1 }

  mutating func add(_ other: ResultCounts) {
    for result in SPFResult.allCases { self[result] &+= other[result] }
  }

  func samples(identity: String) -> [MetricSample] {
    SPFResult.allCases.map {
      MetricSample([MetricLabel("identity", identity), MetricLabel("result", $0.rawValue)], self[$0])
    }
  }

  private subscript(result: SPFResult) -> Int64 {
    get {
      switch result {
      case .none: none
      case .neutral: neutral
      case .pass: pass
      case .fail: fail
      case .softfail: softfail
      case .temperror: temperror
      case .permerror: permerror
      }
    }
    set {
      switch result {
      case .none: none = newValue
      case .neutral: neutral = newValue
      case .pass: pass = newValue
      case .fail: fail = newValue
      case .softfail: softfail = newValue
      case .temperror: temperror = newValue
      case .permerror: permerror = newValue
      }
    }
  }
}
