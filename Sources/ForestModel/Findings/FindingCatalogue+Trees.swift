// Findings about trees: measurements, wood densities, names.

extension FindingKind {
  /// Diameter zero or below.
  public static let dbhNotPositive = FindingKind(
    "dbh-not-positive", .error, "read {value}, expected a diameter above 0 cm",
    vi: "đọc được {value}, cần đường kính lớn hơn 0 cm")
  /// Diameter larger than any tree.
  public static let dbhImpossible = FindingKind(
    "dbh-impossible", .error, "read {value}, expected a diameter up to 500 cm; perhaps millimetres",
    vi: "đọc được {value}, cần đường kính không quá 500 cm; có thể số đo đang tính bằng mm")
  /// A whole plot of diameters that look like another unit.
  public static let dbhUnit = FindingKind(
    "dbh-unit", .error,
    "the {count} diameters of plot {plot} have the median {median}; in cm that is not a forest, perhaps {unit} was meant; convert them to cm, or, where the whole column is so, state the unit: --column {table}.{column}=\"NAME [{unit}]\"",
    vi:
      "{count} đường kính của ô {plot} có trung vị {median}; nếu tính bằng cm thì không hợp lý, có thể đang tính bằng {unit}; hãy đổi sang cm, hoặc, nếu cả cột như vậy, chỉ rõ đơn vị: --column {table}.{column}=\"TÊN [{unit}]\""
  )
  /// A very large diameter.
  public static let dbhLarge = FindingKind(
    "dbh-large", .warning, "read {value} cm, a very large tree; check it",
    vi: "đọc được {value} cm, cây rất lớn; hãy kiểm tra lại")
  /// Diameter outside the range the equation was made for.
  public static let dbhOutsideEquation = FindingKind(
    "dbh-outside-equation", .warning,
    "read {value} cm, outside the {low} to {high} cm on which {equation} was fitted; computed and flagged",
    vi:
      "đọc được {value} cm, ngoài khoảng {low} đến {high} cm mà phương trình {equation} được lập; vẫn tính và đánh dấu"
  )
  /// Height zero: not measured.
  public static let heightZero = FindingKind(
    "height-zero", .warning, "read 0, taken as not measured",
    vi: "đọc được 0, coi là chưa đo")
  /// Height impossible.
  public static let heightImpossible = FindingKind(
    "height-impossible", .error,
    "read {value}, expected a height above 0 and up to 130 m; perhaps another unit",
    vi: "đọc được {value}, cần chiều cao lớn hơn 0 và không quá 130 m; có thể đang dùng đơn vị khác"
  )
  /// No height for an equation that needs one.
  public static let heightMissing = FindingKind(
    "height-missing", .error,
    "the tree has no height and {equation} needs one; give --heights with --height-model auto, or --equation CHAVE2014_EQ7 with --set E=VALUE",
    vi:
      "cây không có chiều cao mà {equation} cần chiều cao; hãy dùng --heights với --height-model auto, hoặc --equation CHAVE2014_EQ7 với --set E=GIÁ_TRỊ"
  )
  /// Too few heights to fit a model.
  public static let heightModelTooFew = FindingKind(
    "height-model-too-few", .error,
    "read {count} trees with diameter and height, the height model {model} needs at least {needed}",
    vi: "đọc được {count} cây có đường kính và chiều cao, mô hình {model} cần ít nhất {needed} cây")
  /// No form of height model fits.
  public static let heightModelNoFit = FindingKind(
    "height-model-no-fit", .error,
    "the {count} heights do not determine the height model {model}: too few different diameters, or heights that do not grow with them; look at the heights, or state another --height-model",
    vi:
      "{count} chiều cao không đủ để xác định mô hình {model}: quá ít cỡ đường kính khác nhau, hoặc chiều cao không tăng theo đường kính; hãy kiểm tra chiều cao hoặc chọn --height-model khác"
  )
  /// Height model used outside the diameters it was fitted on.
  public static let heightExtrapolated = FindingKind(
    "height-extrapolated", .warning,
    "diameter {value} cm lies outside the {low} to {high} cm on which the height model was fitted; computed and flagged",
    vi:
      "đường kính {value} cm nằm ngoài khoảng {low} đến {high} cm dùng để lập mô hình chiều cao; vẫn tính và đánh dấu"
  )
  /// Wood density impossible.
  public static let woodDensityImpossible = FindingKind(
    "wood-density-impossible", .error,
    "read {value}, expected 0.08 to 1.5 g/cm3; perhaps kg/m3",
    vi: "đọc được {value}, cần từ 0,08 đến 1,5 g/cm3; có thể đang tính bằng kg/m3")
  /// No wood density.
  public static let woodDensityMissing = FindingKind(
    "wood-density-missing", .error,
    "no wood density for \"{species}\" ({count} trees, this row first); give --wood-density FILE with this species or genus, or --wood-density-default VALUE, or allow the means of other trees with --wood-density-levels species,genus,family,plot,data-set",
    vi:
      "chưa có khối lượng thể tích gỗ của “{species}” ({count} cây, dòng này là dòng đầu); hãy dùng --wood-density TỆP có loài hoặc chi này, hoặc --wood-density-default GIÁ_TRỊ, hoặc cho phép dùng trung bình của các cây khác bằng --wood-density-levels species,genus,family,plot,data-set"
  )
  /// Wood densities filled in by the mean of the plot.
  public static let woodDensityOfPlot = FindingKind(
    "wood-density-plot-mean", .warning,
    "{count} trees of {plots} plots (this row first) take the mean wood density of the other trees of their plot: no table knows their taxon; these values depend on the other rows",
    vi:
      "{count} cây trong {plots} ô (dòng này là dòng đầu) dùng khối lượng thể tích gỗ trung bình của các cây khác trong ô vì loài chưa có trong bảng; các giá trị này phụ thuộc vào những dòng khác"
  )
  /// Wood densities filled in by the mean of all trees.
  public static let woodDensityOfDataSet = FindingKind(
    "wood-density-data-mean", .warning,
    "{count} trees of {plots} plots (this row first) take the mean wood density of all trees, {value} g/cm3: no table knows their taxon; this value depends on the other rows",
    vi:
      "{count} cây trong {plots} ô (dòng này là dòng đầu) dùng khối lượng thể tích gỗ trung bình của mọi cây, {value} g/cm3, vì loài chưa có trong bảng; giá trị này phụ thuộc vào những dòng khác"
  )
  /// A region that the table of wood densities does not have.
  public static let woodDensityRegion = FindingKind(
    "wood-density-region-unknown", .error,
    "no row is of the region {region}; regions found: {found}",
    vi: "không có dòng nào thuộc vùng {region}; các vùng đọc được: {found}")
  /// A slip of typing in a name.
  public static let nameCorrected = FindingKind(
    "name-corrected", .warning,
    "\"{species}\" ({count} trees, this row first) is taken for {name}; letters that differ: {letters}. Correct the table, or give --names written",
    vi:
      "“{species}” ({count} cây, dòng này là dòng đầu) được hiểu là {name}; số chữ cái khác: {letters}. Hãy sửa bảng, hoặc dùng --names written"
  )
  /// A synonym.
  public static let nameSynonym = FindingKind(
    "name-synonym", .note,
    "\"{species}\" ({count} trees, this row first) is a synonym of {name} ({basis})",
    vi: "“{species}” ({count} cây, dòng này là dòng đầu) là tên đồng nghĩa của {name} ({basis})")
  /// A synonym whose source was not checked.
  public static let nameSynonymUnconfirmed = FindingKind(
    "name-synonym-unconfirmed", .warning,
    "\"{species}\" ({count} trees, this row first) is taken for a synonym of {name}, which is not confirmed ({basis})",
    vi:
      "“{species}” ({count} cây, dòng này là dòng đầu) được coi là tên đồng nghĩa của {name}, chưa được xác nhận ({basis})"
  )
  /// A Vietnamese name.
  public static let nameVietnamese = FindingKind(
    "name-vietnamese", .note,
    "\"{species}\" ({count} trees, this row first) is taken for {name}",
    vi: "“{species}” ({count} cây, dòng này là dòng đầu) được hiểu là {name}")
  /// A Vietnamese name that was not seen in inventory data for this species.
  public static let nameVietnameseUnconfirmed = FindingKind(
    "name-vietnamese-unconfirmed", .warning,
    "\"{species}\" ({count} trees, this row first) is taken for {name}; the name is not confirmed for this species, check it",
    vi:
      "“{species}” ({count} cây, dòng này là dòng đầu) được hiểu là {name}; tên này chưa được xác nhận cho loài, hãy kiểm tra"
  )
  /// A name that may be several.
  public static let nameAmbiguous = FindingKind(
    "name-ambiguous", .warning,
    "\"{species}\" ({count} trees, this row first) may be any of {name}; none is chosen, write which",
    vi:
      "“{species}” ({count} cây, dòng này là dòng đầu) có thể là một trong {name}; chưa chọn tên nào, hãy ghi rõ"
  )
  /// A wood density filled in by the user's default.
  public static let woodDensityDefault = FindingKind(
    "wood-density-default", .warning,
    "no wood density for \"{species}\" ({count} trees, this row first); the default {value} g/cm3 is used",
    vi:
      "chưa có khối lượng thể tích gỗ của “{species}” ({count} cây, dòng này là dòng đầu); dùng giá trị mặc định {value} g/cm3"
  )
  /// A given biomass that is not a mass.
  public static let agbImpossible = FindingKind(
    "agb-impossible", .error, "read {value}, expected a biomass of 0 kg or more",
    vi: "đọc được {value}, cần sinh khối từ 0 kg trở lên")
  /// An expansion factor that is not positive.
  public static let expansionImpossible = FindingKind(
    "expansion-impossible", .error, "read {value}, expected trees per hectare above 0",
    vi: "đọc được {value}, cần số cây trên héc-ta lớn hơn 0")
  /// The same tree twice.
  public static let duplicateTree = FindingKind(
    "duplicate-tree", .error,
    "tree {tree} of plot {plot} occurs twice (rows {first} and {row}); delete one row or correct the tree number. For several stems of one tree fill in stem_id, for several measurements census, for a tree counted twice from the edge tally",
    vi:
      "cây {tree} của ô {plot} xuất hiện hai lần (dòng {first} và {row}); hãy xóa một dòng hoặc sửa số hiệu cây. Nếu là nhiều thân của một cây hãy điền stem_id, nếu là nhiều kỳ đo hãy điền census, nếu là cây trên biên ô được đếm hai lần hãy điền tally"
  )
  /// A growth form for which no general tree equation may be used.
  public static let growthFormWithoutEquation = FindingKind(
    "growth-form-without-equation", .error,
    "growth form \"{value}\" must not get a tree equation; give its agb_kg",
    vi: "dạng sống “{value}” không được dùng phương trình của cây gỗ; hãy nhập agb_kg")
  /// A formula that gives no mass.
  public static let equationResultImpossible = FindingKind(
    "equation-result-impossible", .error,
    "{equation} gives {value} {unit} here, expected a number of 0 or more; take another equation",
    vi: "{equation} cho {value} {unit} ở đây, cần một số từ 0 trở lên; hãy dùng phương trình khác")
  /// A growth form other than that of the equation.
  public static let growthFormDiffers = FindingKind(
    "growth-form-differs", .error,
    "growth form \"{value}\" must not get {equation}, which is for {form}; use --equation auto, or give its agb_kg",
    vi:
      "dạng sống “{value}” không được dùng {equation}, là phương trình cho {form}; hãy dùng --equation auto, hoặc nhập agb_kg"
  )
  /// A height above the range of the equation.
  public static let heightOutsideEquation = FindingKind(
    "height-outside-equation", .warning,
    "read {value} m, above the {high} m up to which {equation} holds; computed and flagged",
    vi:
      "đọc được {value} m, vượt {high} m là giới hạn của phương trình {equation}; vẫn tính và đánh dấu"
  )
  /// An equation that a rule chose for what is no common tree.
  public static let equationByRule = FindingKind(
    "equation-by-rule", .warning,
    "{count} trees, this row first, get {equation} by the rule {rule}: {reason}",
    vi: "{count} cây, dòng này là dòng đầu, dùng {equation} theo quy tắc {rule}: {reason}")
  /// A taxon that is no tree and gets an equation for trees.
  public static let taxonNotTree = FindingKind(
    "taxon-not-tree", .warning,
    "\"{species}\" ({count} trees, this row first) is {form} by its name, but gets {equation}, which is for trees; use --equation auto, or state growth_form",
    vi:
      "“{species}” ({count} cây, dòng này là dòng đầu) là {form} theo tên, nhưng dùng {equation} của cây gỗ; hãy dùng --equation auto, hoặc ghi growth_form"
  )
  /// Rules that ask for a stratum that the plots table does not state.
  public static let ruleStratumUnknown = FindingKind(
    "rule-stratum-unknown", .warning,
    "rules name strata, but no plot states one; strata read from a map come too late for them",
    vi:
      "quy tắc có nêu tầng nhưng không ô nào ghi tầng; tầng đọc từ bản đồ không dùng được cho quy tắc"
  )
  /// An equation whose constants lack the correction of a fit on the ln scale.
  public static let equationWithoutCorrection = FindingKind(
    "equation-without-correction", .warning,
    "{equation} lacks the correction of its fit on the ln scale, and none is added; its biomass is too low by the factor {factor}",
    vi:
      "{equation} chưa có hiệu chỉnh của thang ln và không được nhân thêm; sinh khối thấp hơn thực tế theo hệ số {factor}"
  )
}
