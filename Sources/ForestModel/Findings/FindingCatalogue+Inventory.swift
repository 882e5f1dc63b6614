extension FindingKind {
  /// A table of trees that does not say which are dead.
  public static let statusNotStated = FindingKind(
    "status-not-stated", .note,
    "no column says which trees are dead: all {count} are taken as living. Where dead trees were measured too, their column is stated with --column trees.status=NAME (live or dead, 1 or 0)",
    vi:
      "không có cột nào cho biết cây chết: cả {count} cây được coi là cây sống. Nếu có đo cả cây chết, hãy chỉ rõ cột đó bằng --column trees.status=TÊN (live hoặc dead, sống hoặc chết, 1 hoặc 0)"
  )
  /// A stratum whose plots hold no biomass.
  public static let stratumMeanZero = FindingKind(
    "stratum-mean-zero", .warning,
    "stratum {stratum} gets 0 t/ha: {reason}. Where its land bears trees, look at plot_id, status and growth_form of {file}; where it bears none, give it the treatment excluded, or table with --stock-table",
    vi:
      "tầng {stratum} nhận 0 tấn/ha: {reason}. Nếu đất này có cây, hãy xem lại plot_id, status và growth_form trong {file}; nếu không có cây, hãy ghi treatment là excluded, hoặc table cùng --stock-table"
  )

  /// Kinds about what an inventory lacks as a whole.
  static let inventory: [FindingKind] = [statusNotStated, stratumMeanZero]
}
