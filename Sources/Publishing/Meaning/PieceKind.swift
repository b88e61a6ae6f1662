internal import SPF

/// What the addresses of one piece have in common.
struct PieceKind: Hashable {
  let conditions: [Condition]
  let outcome: MeaningPiece.Outcome
  let place: TermPlace?
  let problem: Problem?
}
