public import SPF

/// Asks the servers of the network by c-ares, on a thread of its own that sleeps until there is something
/// to do. Safe to use from everywhere.
public final class CAresResolver: Resolver {
  /// The failure of a query beyond ``CAresOptions/maximumQueries``.
  public static let overloaded = DNSFailure.unreachable("too many queries under way")

  private let mailbox: QueryMailbox

  /// Starts the thread.
  public init(_ options: CAresOptions = CAresOptions()) throws(CAresError) {
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

  /// Asks; see ``Resolver/answer(to:)``.
  public func answer(to question: DNSQuestion) async -> DNSAnswer {
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
