public import SPF

/// Asks the servers of the network by c-ares, on a thread of its own that sleeps until there is something
/// to do. Safe to use from everywhere.
public final class CAresResolver: Resolver {
  /// The failure of a query beyond ``CAresOptions/maximumQueries``.
  public static let overloaded = DNSFailure.unreachable("too many queries under way")

  private let mailbox: QueryMailbox
  private let followsAliases: Bool

  /// Starts the thread.
  public init(_ options: CAresOptions = CAresOptions()) throws(CAresError) {
    followsAliases = options.followsAliases
    mailbox = try QueryMailbox(limit: max(1, options.maximumQueries))
    do throws(CAresError) {
      try CAresWorker.start(options, mailbox: mailbox)
    } catch {
      mailbox.close()
      throw error
    }
  }

  deinit {
    mailbox.stop()
  }

  /// Asks; see ``Resolver/answer(to:)``. Where the server knows only the beginning of a chain of aliases, its end is
  /// asked for.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
    let answer = await reply(to: question)
    guard followsAliases, answer.details.isChainOpen, let target = answer.details.canonicalName else {
      return answer
    }
    return await follow(answer, to: DNSQuestion(target, question.type))
  }

  /// Asks for the end of a chain of aliases that `answer` begins.
  private func follow(_ answer: DNSAnswer, to question: DNSQuestion) async -> DNSAnswer {
    var answer = answer
    var question = question
    for _ in 0..<DNSMessageDecoder.longestAliasChain {
      let next = await reply(to: question)
      if case .failure = next.status { return next }
      var details = next.details
      if details.canonicalName == nil { details.canonicalName = question.name }
      details.greatestTTL = max(answer.details.greatestTTL ?? answer.ttl, details.greatestTTL ?? next.ttl)
      answer = next.following(answer, details: details)
      guard details.isChainOpen, let target = details.canonicalName, target != question.name else {
        return answer
      }
      question = DNSQuestion(target, question.type)
    }
    return .failure(.aliasLoop)
  }

  private func reply(to question: DNSQuestion) async -> DNSAnswer {
    let id = mailbox.nextID()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A cancellation before the query is posted finds nothing to cancel: hence the look at the task,
        // whose flag is set before its handlers run.
        mailbox.post(question, id: id, continuation, isCancelled: { Task.isCancelled })
      }
    } onCancel: {
      mailbox.cancel(id)
    }
  }

  /// Ends the thread; queries under way, and later ones, fail at once. May be called more than once.
  public func shutdown() {
    mailbox.stop()
  }
}
