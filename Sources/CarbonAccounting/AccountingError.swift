/// What the accounting cannot do with what it was given.
public enum AccountingError: Error, Sendable, Equatable {
  /// A half-width of one level where a rule needs another, and no degrees of freedom to convert it.
  case confidenceDiffers(stated: Double, needed: Double)
  /// A standard, rule or table of ours that cannot be read: an error of the program's data.
  case dataInvalid(String)
}
