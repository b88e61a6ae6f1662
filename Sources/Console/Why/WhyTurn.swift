/// Who has to do something.
enum WhyTurn: Sendable, Hashable {
  case person, sender, receiver, nobody
}

extension WhySituation {
  /// Who has to do something.
  var turn: WhyTurn {
    switch self {
    case .passes, .neverSends: .person
    case .stale, .broken: .sender
    case .hiddenClient, .ownServer, .forwarded: .receiver
    case .forged, .dnsTrouble, .nothingToCheck, .undecided: .nobody
    }
  }
}
