#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A thread that nobody waits for, for what blocks: the threads of tasks are few, and must not.
package enum DetachedThread {
  private final class Work {
    let body: () -> Void

    init(_ body: sending @escaping () -> Void) {
      self.body = body
    }
  }

  /// Runs `body` on a thread of its own. Gives the system's error number if there is none to be had; nil if all is well.
  package static func start(_ body: sending @escaping () -> Void) -> Int32? {
    let work = unsafe Unmanaged.passRetained(Work(body)).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let status = unsafe pthread_create(
      &thread, nil,
      { work in
        #if canImport(Glibc)
          guard let work = unsafe work else { return nil }
        #endif
        unsafe Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
        return nil
      }, work)
    guard status == 0 else {
      unsafe Unmanaged<Work>.fromOpaque(work).release()
      return status
    }
    #if canImport(Glibc)
      _ = pthread_detach(thread)
    #else
      if let thread = unsafe thread { _ = unsafe pthread_detach(thread) }
    #endif
    return nil
  }
}
