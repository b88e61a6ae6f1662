/// A value in place within a ``SlotTable``. It is good until the table next takes in or removes an entry.
@safe struct Slot<Value> {
  private let pointer: UnsafeMutablePointer<Value>

  /// The table keeps the memory as long as it lives.
  init(_ pointer: UnsafeMutablePointer<Value>) { unsafe self.pointer = pointer }

  var value: Value {
    // In place: a copy would retain all that is in it.
    _read { yield unsafe pointer.pointee }
    nonmutating _modify { yield unsafe &pointer.pointee }
  }
}
