internal import MailLog
internal import Publishing
internal import SPF

extension PlanCommand {
  /// What must be sent again according to the logs; nil if none are given. A log that cannot be read is reported.
  func resending(for plan: ChangePlan) -> (list: Resending?, isWhole: Bool) {
    guard !log.isEmpty else { return (nil, true) }
    let progress = ProgressBar()
    let outgoing = OutgoingLog.read(
      log, ownDomains: [plan.published.domain], now: Environment.secondsSinceEpoch,
      onProgress: progress.show)
    progress.end()
    for problem in outgoing.problems { CommandError.report("\(problem)") }
    let refused = outgoing.rejections.filter(\.isLost).map { rejection in
      RefusedMail(
        time: rejection.time?.seconds, hasZone: rejection.time?.hasZone ?? false, queueID: rejection.queueID,
        sender: rejection.sender, recipient: rejection.recipient, statedAddress: rejection.statedAddress,
        statedDomain: rejection.statedDomain)
    }
    return (Resending(refused, plan: plan), outgoing.problems.isEmpty)
  }
}
