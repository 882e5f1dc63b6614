// Every kind of finding, its severity and its sentence in both languages. The page docs/findings.md
// lists them; a test holds the two together. Identifiers, file names and codes are not translated.

extension FindingKind {
  // MARK: Tables

  /// A required column is missing.
  public static let missingColumn = FindingKind(
    "missing-column", .error,
    "column {column} is missing; columns found: {found}. {hint}State it with --column \"{table}.{first}=NAME\" (in another unit: \"NAME [mm]\"; one value for all rows: \"=VALUE\"); where the names stand in another row, with --header-row {table}=ROW",
    vi:
      "thiếu cột {column}; các cột đọc được: {found}. {hint}Hãy chỉ rõ bằng --column \"{table}.{first}=TÊN\" (đơn vị khác: \"TÊN [mm]\"; một giá trị cho mọi dòng: \"=GIÁ_TRỊ\"); nếu tên cột ở dòng khác, bằng --header-row {table}=SỐ_DÒNG"
  )
  /// Two columns of the file answer to one name.
  public static let ambiguousColumn = FindingKind(
    "ambiguous-column", .error,
    "columns {found} could all be {column}; choose one with --column {table}.{column}=NAME",
    vi: "các cột {found} đều có thể là {column}; hãy chọn một bằng --column {table}.{column}=TÊN")
  /// Columns of the file that nothing reads.
  public static let unusedColumns = FindingKind(
    "unused-columns", .note,
    "columns not used: {found}; where one is needed, state it with --column {table}.NAME=FIELD. Names without a column: {names}",
    vi:
      "không dùng các cột: {found}; nếu cần cột nào, hãy chỉ rõ bằng --column {table}.TÊN=TRƯỜNG. Các tên chưa có cột: {names}"
  )
  /// `--column` names a column the file does not have.
  public static let mappedColumnMissing = FindingKind(
    "mapped-column-missing", .error,
    "--column asks for \"{field}\" as {column}, but the file has no such column; columns found: {found}",
    vi:
      "--column yêu cầu “{field}” làm {column}, nhưng tệp không có cột này; các cột đọc được: {found}"
  )
  /// The table has a header but no rows, or nothing at all.
  public static let emptyTable = FindingKind(
    "empty-table", .error,
    "no rows were found below the header; at least one row is needed. Is it the right file, and the right sheet?",
    vi:
      "không có dòng dữ liệu nào dưới dòng tiêu đề; cần ít nhất một dòng. Hãy kiểm tra đúng tệp, đúng trang tính chưa"
  )
  /// A row has more or fewer cells than the header.
  public static let wrongCellCount = FindingKind(
    "wrong-cell-count", .error,
    "read {read} cells, expected {expected} as in the header; where numbers hold decimal commas, save the table with semicolons between the columns",
    vi:
      "đọc được {read} ô dữ liệu, cần {expected} ô như dòng tiêu đề; nếu số có dấu phẩy thập phân, hãy lưu bảng với dấu chấm phẩy giữa các cột"
  )
  /// A quoted cell is never closed.
  public static let unclosedQuote = FindingKind(
    "unclosed-quote", .error,
    "a cell opened with a quotation mark is never closed; close it, or take the mark out",
    vi: "một ô dữ liệu mở bằng dấu ngoặc kép nhưng không được đóng lại; hãy đóng hoặc bỏ dấu đó")
  /// Bytes without a meaning in the encoding of the column.
  public static let textUnreadable = FindingKind(
    "text-encoding", .error,
    "read \"{value}\": {count} bytes mean nothing in {encoding}. Correct the text, or state the encoding with --encoding {table}.{column}=NAME",
    vi:
      "đọc được “{value}”: {count} byte không có nghĩa trong {encoding}. Hãy sửa văn bản, hoặc chỉ rõ bảng mã bằng --encoding {table}.{column}=TÊN"
  )
  /// Text where a number is needed.
  public static let notANumber = FindingKind(
    "not-a-number", .error,
    "read \"{value}\", expected a number; correct it, or leave the cell empty where nothing was measured",
    vi: "đọc được “{value}”, cần một số; hãy sửa lại, hoặc để trống nếu không đo")
  /// A mark that may be decimal or thousands.
  public static let ambiguousNumber = FindingKind(
    "ambiguous-number", .error,
    "read \"{value}\": its mark may be decimal or thousands; use one decimal mark in the whole file and no thousands marks",
    vi:
      "đọc được “{value}”: dấu có thể là dấu thập phân hoặc dấu phân cách hàng nghìn; hãy dùng một dấu thập phân cho cả tệp và bỏ dấu phân cách hàng nghìn"
  )
  /// A required cell is empty.
  public static let emptyCell = FindingKind(
    "empty-cell", .error, "the cell is empty, a value is needed",
    vi: "ô dữ liệu để trống, cần có giá trị")
  /// A word outside the list.
  public static let unknownWord = FindingKind(
    "unknown-word", .error, "read \"{value}\", expected one of: {expected}",
    vi: "đọc được “{value}”, cần một trong các giá trị: {expected}")

  // MARK: Trees

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

  // MARK: Equations of the user

  /// A name that a built-in equation has.
  public static let equationShadows = FindingKind(
    "equation-shadows", .error, "the name {id} is taken by a built-in equation; choose another",
    vi: "mã {id} đã được dùng cho phương trình có sẵn; hãy chọn mã khác")
  /// A formula that cannot be read.
  public static let equationExpression = FindingKind(
    "equation-expression", .error, "{reason}", vi: "{reason}")
  /// A formula without a variable.
  public static let equationConstant = FindingKind(
    "equation-constant", .error, "the formula holds no variable, it is the same for every tree",
    vi: "công thức không có biến, cây nào cũng cho cùng một giá trị")
  /// A variable in another unit.
  public static let equationUnit = FindingKind(
    "equation-unit", .error,
    "read {name} in {value}, equations take it in {unit}; convert the constants",
    vi: "đọc được {name} tính bằng {value}, phương trình nhận {unit}; hãy đổi các hệ số")
  /// Variables listed that are not those of the formula.
  public static let equationPredictors = FindingKind(
    "equation-predictors", .error, "read \"{value}\", the formula takes {expected}",
    vi: "đọc được “{value}”, công thức dùng {expected}")
  /// A negative error or range, or a range that ends before it begins.
  public static let equationRange = FindingKind(
    "equation-range", .error,
    "read {value}, expected a number of 0 or more, and an upper limit above the lower one",
    vi: "đọc được {value}, cần một số từ 0 trở lên và giới hạn trên lớn hơn giới hạn dưới")
  /// A rule that names no known equation.
  public static let equationUnknown = FindingKind(
    "equation-unknown", .error, "no equation is named \"{value}\"; nearest: {near}",
    vi: "không có phương trình “{value}”; gần nhất: {near}")
  /// An equation that gives no tree's biomass.
  public static let equationNotForTrees = FindingKind(
    "equation-not-for-trees", .error, "{equation} cannot be used for trees: {reason}",
    vi: "{equation} không dùng được cho cây: {reason}")
  /// No weighed tree has what an equation takes.
  public static let equationWithoutTrees = FindingKind(
    "equation-without-trees", .error,
    "no weighed tree has what {equation} takes; left out: {reasons}",
    vi: "không có cây cân đo nào đủ số liệu cho {equation}; bị loại: {reasons}")
  /// A tree whose plot is not listed.
  public static let plotNotListed = FindingKind(
    "plot-not-listed", .error, "plot \"{plot}\" is not in the plots table{hint}",
    vi: "ô “{plot}” không có trong bảng ô tiêu chuẩn{hint}")
  /// More than one census in the table.
  public static let severalCensuses = FindingKind(
    "several-censuses", .error,
    "read the censuses {found}; a stock is of one census, choose it with --census LABEL, or --census latest",
    vi:
      "đọc được các kỳ đo {found}; trữ lượng chỉ tính cho một kỳ đo, hãy chọn bằng --census TÊN_KỲ, hoặc --census latest"
  )
  /// A census that the table does not have.
  public static let censusUnknown = FindingKind(
    "census-unknown", .error, "no row is of census \"{value}\"; censuses of the table: {found}",
    vi: "không có dòng nào thuộc kỳ đo “{value}”; các kỳ đo trong bảng: {found}")
  /// Censuses whose labels do not tell which is the last.
  public static let censusOrderUnknown = FindingKind(
    "census-order-unknown", .error,
    "which of the censuses {found} is the last cannot be told; use numbers, or dates such as 2025-03-15, or name one with --census LABEL",
    vi:
      "không xác định được kỳ đo cuối trong các kỳ {found}; hãy dùng số, hoặc ngày như 2025-03-15, hoặc chọn bằng --census TÊN_KỲ"
  )
  /// A plot that was measured in another census only.
  public static let plotNotInCensus = FindingKind(
    "plot-not-in-census", .error,
    "the plot has trees in other censuses and none in census {census}; if it was measured and is empty, give it a row of census {census} in the plots table, else delete the plot",
    vi:
      "ô có cây ở kỳ đo khác nhưng không có cây ở kỳ {census}; nếu ô đã được đo và không còn cây, hãy ghi một dòng thuộc kỳ {census} trong bảng ô tiêu chuẩn, nếu không hãy xóa ô"
  )
  /// A tally that is no small count.
  public static let tallyImpossible = FindingKind(
    "tally-impossible", .error, "read {value}, expected a whole number from 1 to 10,000",
    vi: "đọc được {value}, cần một số nguyên từ 1 đến 10.000")
  /// A distance below zero.
  public static let distanceImpossible = FindingKind(
    "distance-impossible", .error, "read {value}, expected a distance of 0 m or more",
    vi: "đọc được {value}, cần khoảng cách từ 0 m trở lên")
  /// A diameter that is the girth.
  public static let girthAsDiameter = FindingKind(
    "girth-as-diameter", .warning,
    "read {value} cm, the same as the girth; the diameter of this girth is {dbh} cm. Computed as written",
    vi:
      "đọc được {value} cm, bằng chu vi thân; đường kính theo chu vi này là {dbh} cm. Vẫn tính theo số đã ghi"
  )
  /// A diameter and a girth that do not fit together.
  public static let girthDiffers = FindingKind(
    "girth-differs", .warning,
    "read {value} cm, but the diameter of the girth {girth} cm is {dbh} cm; dbh_cm is used",
    vi:
      "đọc được {value} cm, nhưng đường kính theo chu vi {girth} cm là {dbh} cm; dùng dbh_cm")

  // MARK: Plots

  /// The same plot twice.
  public static let duplicatePlot = FindingKind(
    "duplicate-plot", .error,
    "plot {plot} occurs twice (rows {first} and {row}); delete one row or correct the plot id",
    vi: "ô {plot} xuất hiện hai lần (dòng {first} và {row}); hãy xóa một dòng hoặc sửa mã ô")
  /// No usable area.
  public static let plotAreaMissing = FindingKind(
    "plot-area-missing", .error,
    "the plot has no area; give area_ha, area_m2, radius_m, or length_m and width_m, or a plot_design with --nests, or expansion_per_ha for every tree",
    vi:
      "ô chưa có diện tích; hãy nhập area_ha, area_m2, radius_m, hoặc length_m và width_m, hoặc plot_design cùng --nests, hoặc expansion_per_ha cho mọi cây"
  )
  /// Area not positive or far too large.
  public static let plotAreaImpossible = FindingKind(
    "plot-area-impossible", .error, "read {value}, expected a plot area above 0 and up to 100 ha",
    vi: "đọc được {value}, cần diện tích ô lớn hơn 0 và không quá 100 ha")
  /// Two columns that state different areas.
  public static let plotAreaContradicts = FindingKind(
    "plot-area-contradicts", .error,
    "read {value}, but {other} says {ha} ha; keep the right one",
    vi: "đọc được {value}, nhưng {other} cho {ha} ha; hãy giữ giá trị đúng")
  /// A plot of which trees were left out.
  public static let plotIncomplete = FindingKind(
    "plot-incomplete", .warning,
    "{count} live trees of the plot were left out; its sum is too low, so it does not enter a mean",
    vi:
      "{count} cây sống của ô bị bỏ qua; tổng của ô thấp hơn thực tế nên không tham gia tính trung bình"
  )
  /// A plot design that the nests table does not have.
  public static let plotDesignUnknown = FindingKind(
    "plot-design-unknown", .error,
    "plot design \"{value}\" is not in the nests table, which has: {found}{hint}",
    vi: "kiểu ô “{value}” không có trong bảng ô lồng nhau; bảng có: {found}{hint}")
  /// Several designs, and no plot that says which is its own.
  public static let nestsWithoutDesign = FindingKind(
    "nests-without-design", .error,
    "the nests are of several designs ({found}), but the plots table has no column plot_design that says which plot has which",
    vi:
      "bảng ô lồng nhau có nhiều kiểu ô ({found}), nhưng bảng ô tiêu chuẩn không có cột plot_design cho biết ô nào thuộc kiểu nào"
  )
  /// Designs are named but there is no table of them.
  public static let nestsNotGiven = FindingKind(
    "nests-not-given", .note,
    "plots name the designs {found}, but no nests table is given: {count} live trees without expansion_per_ha are taken as looked for on the whole plot. For nested plots give --nests",
    vi:
      "các ô ghi kiểu ô {found} nhưng không có bảng ô lồng nhau: {count} cây sống không có expansion_per_ha được coi là đo trên toàn bộ ô. Với ô lồng nhau hãy dùng --nests"
  )
  /// A diameter class that is empty or negative.
  public static let nestRange = FindingKind(
    "nest-range", .error,
    "read {value}, expected diameters of 0 cm or more, and dbh_max_cm above dbh_min_cm",
    vi: "đọc được {value}, cần đường kính từ 0 cm trở lên và dbh_max_cm lớn hơn dbh_min_cm")
  /// Two nests of a design for the same trees.
  public static let nestOverlap = FindingKind(
    "nest-overlap", .error,
    "design \"{design}\": {nest} overlaps {other} (row {row}); a tree belongs to one nest. dbh_min_cm belongs to the nest, dbh_max_cm to the next",
    vi:
      "kiểu ô “{design}”: {nest} chồng lên {other} (dòng {row}); mỗi cây chỉ thuộc một ô lồng. dbh_min_cm thuộc ô lồng này, dbh_max_cm thuộc ô lồng tiếp theo"
  )
  /// Diameters between two nests of a design that no nest is for.
  public static let nestGap = FindingKind(
    "nest-gap", .warning,
    "design \"{design}\": no nest is for {low} to {high} cm; a tree of such a diameter would be an error",
    vi:
      "kiểu ô “{design}”: không có ô lồng nào cho đường kính từ {low} đến {high} cm; cây thuộc khoảng này sẽ bị báo lỗi"
  )
  /// A tree that no nest of its plot is for.
  public static let treeWithoutNest = FindingKind(
    "tree-without-nest", .error,
    "no nest of design \"{design}\" is for this tree ({tree}); its nests: {nests}",
    vi: "không có ô lồng nào của kiểu ô “{design}” dành cho cây này ({tree}); các ô lồng: {nests}")
  /// A tree counted outside its nest.
  public static let treeBeyondNest = FindingKind(
    "tree-beyond-nest", .warning,
    "the tree stands {distance} m from the centre, outside the radius of {radius} m for its diameter; trees from outside make the plot too rich. Check the distance, or delete the row",
    vi:
      "cây cách tâm ô {distance} m, nằm ngoài bán kính {radius} m dành cho cỡ đường kính của cây; cây ngoài ô làm kết quả cao hơn thực tế. Hãy kiểm tra khoảng cách hoặc xóa dòng"
  )
  /// Plots that belong together and are not independent.
  public static let plotsClustered = FindingKind(
    "plots-clustered", .error,
    "cluster {cluster} has {count} plots; plots of a cluster are not independent, and --design {design} takes them as if they were. Use --design cluster, or leave cluster_id empty where plots stand alone",
    vi:
      "cụm {cluster} có {count} ô; các ô cùng cụm không độc lập, còn --design {design} coi chúng là độc lập. Hãy dùng --design cluster, hoặc để trống cluster_id khi các ô độc lập"
  )
  /// A cluster design without clusters.
  public static let clusterMissing = FindingKind(
    "cluster-missing", .error,
    "--design cluster needs the column cluster_id, and no two plots share a cluster; fill it in, or use --design simple or stratified",
    vi:
      "--design cluster cần cột cluster_id, nhưng chưa có hai ô nào cùng cụm; hãy điền cột này, hoặc dùng --design simple hay stratified"
  )
  /// A cluster whose plots stand in several strata.
  public static let clusterAcrossStrata = FindingKind(
    "cluster-across-strata", .error,
    "cluster {cluster} has plots in the strata {strata}, whose means would then depend on each other. Write one stratum for all plots of the cluster (column stratum), or merge these strata in the strata table (--strata)",
    vi:
      "cụm {cluster} có ô thuộc các tầng {strata}, nên trung bình của các tầng này phụ thuộc nhau. Hãy ghi cùng một tầng cho mọi ô trong cụm (cột stratum), hoặc ghép các tầng này trong bảng tầng (--strata)"
  )
  /// A stratum whose plots an estimator cannot work with.
  public static let designNotPossible = FindingKind(
    "design-not-possible", .error,
    "stratum {stratum} with its {count} plots cannot be estimated by --design {design}: {reason}",
    vi: "không ước tính được tầng {stratum} với {count} ô theo --design {design}: {reason}")
  /// Plots that cover more land than their stratum has.
  public static let sampleExceedsLand = FindingKind(
    "sample-exceeds-land", .error,
    "the {count} plots of stratum {stratum} cover {plots} ha, its land is {ha} ha; check area_ha of the plots, or leave out --finite-population",
    vi:
      "{count} ô của tầng {stratum} chiếm {plots} ha trong khi tầng chỉ có {ha} ha; hãy kiểm tra area_ha của ô, hoặc bỏ --finite-population"
  )
  /// A plot without a value of the biomass map.
  public static let plotWithoutMapValue = FindingKind(
    "plot-without-map-value", .error,
    "the plot has no value of {map}: it has no coordinates, or lies outside the map or where it is empty; check its coordinates and --plots-crs, or fill in map_agb_mg_ha",
    vi:
      "ô không có giá trị từ {map}: ô không có tọa độ, hoặc nằm ngoài bản đồ hay ở chỗ bản đồ trống; hãy kiểm tra tọa độ và --plots-crs, hoặc điền cột map_agb_mg_ha"
  )
  /// What a reader must know of a corrected map.
  public static let mapTakenAsGiven = FindingKind(
    "map-taken-as-given", .note,
    "{count} plots take their value from the map itself. If the map was made with these plots, its errors there are too small: give predictions made without each plot in map_agb_mg_ha",
    vi:
      "{count} ô lấy giá trị trực tiếp từ bản đồ. Nếu bản đồ được lập từ chính các ô này thì sai số tại ô quá nhỏ: hãy ghi giá trị dự báo không dùng ô đó vào cột map_agb_mg_ha"
  )
  /// A value of the biomass map that no forest has.
  public static let mapValueImpossible = FindingKind(
    "map-value-impossible", .error,
    "{map} holds {low} to {high} here, expected 0 to {limit} Mg/ha; is the value of empty cells not declared as nodata (gdal_edit.py -a_nodata VALUE), or is the unit another one?",
    vi:
      "{map} có giá trị từ {low} đến {high} tại đây, cần từ 0 đến {limit} Mg/ha; có thể giá trị của điểm ảnh trống chưa được khai báo là nodata (gdal_edit.py -a_nodata GIÁ_TRỊ), hoặc đang dùng đơn vị khác"
  )
  /// A parcel that the biomass map covers in part.
  public static let mapPartlyEmpty = FindingKind(
    "map-partly-empty", .warning, "{ha} ha of the parcel have no value in {map} and are left out",
    vi: "{ha} ha của lô không có giá trị trong {map} và không được tính")
  /// A plot that is not in the table of the first phase.
  public static let firstPhaseMissing = FindingKind(
    "first-phase-missing", .error,
    "plot {plot} is not in the table of the first phase ({file}), which must hold every plot with its auxiliary",
    vi: "ô {plot} không có trong bảng pha một ({file}); bảng này phải có mọi ô kèm biến phụ")
  /// A planned stratum with few plots.
  public static let fewPlotsPlanned = FindingKind(
    "few-plots-planned", .warning,
    "stratum {stratum} gets {count} plots; fewer than {least} give a poor standard error, fewer than 2 none (rule of thumb, not confirmed by a source). Merge it with a similar stratum, or add plots",
    vi:
      "tầng {stratum} được {count} ô; dưới {least} ô thì sai số chuẩn kém tin cậy, dưới 2 ô thì không tính được (quy tắc kinh nghiệm, chưa có nguồn xác nhận). Hãy ghép với tầng tương tự hoặc thêm ô"
  )
  /// A planned stratum of which mean or standard deviation is not known.
  public static let plannedStratumLeftOut = FindingKind(
    "planned-stratum-left-out", .warning,
    "stratum {stratum} has no mean or no sd and gets no plots; its {ha} ha are left out of the plan",
    vi: "tầng {stratum} chưa có mean hoặc sd nên không được phân ô; {ha} ha không đưa vào kế hoạch")
  /// A number of a planned stratum that cannot be.
  public static let plannedValueImpossible = FindingKind(
    "planned-value-impossible", .error, "read {value}, expected {expected}",
    vi: "đọc được {value}, cần {expected}")
  /// A precision that cannot be planned for.
  public static let precisionOutOfReach = FindingKind(
    "precision-out-of-reach", .error,
    "no number of plots up to {most} reaches a half-width of {precision} of the mean; check mean and sd, or ask for less",
    vi:
      "không có số ô nào đến {most} đạt sai số {precision} của trung bình; hãy kiểm tra mean và sd, hoặc giảm yêu cầu"
  )
  /// A planned stratum without land in the layer.
  public static let stratumWithoutParcels = FindingKind(
    "stratum-without-parcels", .error,
    "stratum {stratum} is to get {count} plots, and no parcel of {file} has it in the field {field}; found there: {found}",
    vi:
      "tầng {stratum} cần {count} ô nhưng không có lô nào trong {file} thuộc tầng này ở trường {field}; các giá trị đọc được: {found}"
  )
  /// Slope outside 0 to 80 degrees.
  public static let slopeImpossible = FindingKind(
    "slope-impossible", .error, "read {value}, expected a slope from 0 to 80 degrees",
    vi: "đọc được {value}, cần độ dốc từ 0 đến 80 độ")
  /// Slope correction applied by default.
  public static let slopeCorrected = FindingKind(
    "slope-corrected", .note,
    "{count} plots have a slope: their areas are taken as laid out along the slope and multiplied by cos(slope); if they were laid out horizontally give --plot-layout horizontal",
    vi:
      "{count} ô có độ dốc: diện tích được coi là bố trí theo mặt dốc và nhân với cos(độ dốc); nếu ô bố trí theo mặt phẳng ngang hãy dùng --plot-layout horizontal"
  )
  /// A plot that has no stratum.
  public static let plotWithoutStratum = FindingKind(
    "plot-without-stratum", .error,
    "the plot lies on no class of the map and its stratum is not written; check its coordinates (x is east, y is north; perhaps they are swapped) and --plots-crs, or fill in stratum",
    vi:
      "ô không nằm trên mã loại nào của bản đồ và chưa ghi tầng; hãy kiểm tra tọa độ (x là Đông, y là Bắc; có thể bị đổi chỗ) và --plots-crs, hoặc điền cột stratum"
  )
  /// A plot without coordinates where the map decides.
  public static let plotWithoutCoordinates = FindingKind(
    "plot-without-coordinates", .error,
    "the plot has neither stratum nor coordinates; give stratum, lon and lat, or x and y",
    vi: "ô không có tầng và không có tọa độ; hãy nhập stratum, lon và lat, hoặc x và y")
  /// A written stratum that the map contradicts.
  public static let plotStratumDiffers = FindingKind(
    "plot-stratum-differs", .warning,
    "stratum is written as \"{value}\", the map says \"{map}\"; the written one is used",
    vi: "tầng ghi là “{value}”, bản đồ cho “{map}”; dùng tầng đã ghi")
  /// A plot that stands on land left out.
  public static let plotNotUsed = FindingKind(
    "plot-not-used", .note,
    "the plot lies in \"{stratum}\", which is {treatment}; it does not enter a mean",
    vi: "ô nằm trong “{stratum}”, cách xử lý {treatment}; không tham gia tính trung bình")

  // MARK: Strata and factors

  /// A class with land but no line in the strata table.
  public static let classNotListed = FindingKind(
    "class-not-listed", .error,
    "class \"{class}\" covers {ha} ha and is not in the strata table; {hint}add a line such as {line}",
    vi:
      "mã loại “{class}” chiếm {ha} ha và không có trong bảng tầng; {hint}hãy thêm một dòng như {line}"
  )
  /// A stratum with land but no plots.
  public static let stratumWithoutPlots = FindingKind(
    "stratum-without-plots", .error,
    "stratum {stratum} covers {ha} ha and has {count} plots; a standard error needs at least 2. Add a line to the strata table (--strata): {stratum},{stratum},excluded,REASON where it is no forest to be counted; {line} ({why}); or {stratum},{stratum},table,REASON with a factor in --stock-table",
    vi:
      "tầng {stratum} chiếm {ha} ha và có {count} ô tiêu chuẩn; cần ít nhất 2 ô để tính sai số chuẩn. Hãy thêm một dòng vào bảng tầng (--strata): {stratum},{stratum},excluded,LÝ_DO nếu không phải rừng cần tính; {line} ({why}); hoặc {stratum},{stratum},table,LÝ_DO kèm hệ số trong --stock-table"
  )
  /// A class listed twice in the strata table.
  public static let duplicateClass = FindingKind(
    "duplicate-class", .error, "class {class} is listed twice (rows {first} and {row})",
    vi: "mã loại {class} được ghi hai lần (dòng {first} và {row})")
  /// A stratum with two treatments that exclude each other.
  public static let conflictingTreatment = FindingKind(
    "conflicting-treatment", .error,
    "stratum {stratum} is {treatment} here and {other} in row {first}; one stratum has one treatment",
    vi:
      "tầng {stratum} ở đây là {treatment}, ở dòng {first} là {other}; mỗi tầng chỉ có một cách xử lý"
  )
  /// A stratum that needs a factor and has none.
  public static let stockFactorMissing = FindingKind(
    "stock-factor-missing", .error,
    "stratum {stratum} has the treatment table but no line in the stock table; give --stock-table with it",
    vi:
      "tầng {stratum} có cách xử lý table nhưng không có dòng trong bảng trữ lượng; hãy dùng --stock-table"
  )
  /// A factor without standard error.
  public static let stockFactorWithoutSE = FindingKind(
    "stock-factor-without-se", .warning,
    "the factor of stratum {stratum} has no standard error; its parcels and the total get no interval",
    vi:
      "hệ số của tầng {stratum} không có sai số chuẩn; các lô của tầng và tổng số không có khoảng tin cậy"
  )
  /// The same name twice in a table of constants.
  public static let duplicateRow = FindingKind(
    "duplicate-row", .error, "{name} occurs twice (rows {first} and {row}); keep one row",
    vi: "{name} xuất hiện hai lần (dòng {first} và {row}); giữ lại một dòng")
  /// One factor stated in two ways.
  public static let severalMeasures = FindingKind(
    "several-measures", .error, "one factor needs one measure; read {found}",
    vi: "mỗi hệ số chỉ dùng một đại lượng; đọc được {found}")
  /// A factor that is not a stock.
  public static let stockFactorImpossible = FindingKind(
    "stock-factor-impossible", .error, "read {value}, expected 0 or more",
    vi: "đọc được {value}, cần từ 0 trở lên")

  // MARK: Dead wood, litter, soil

  /// A number that no plot can have.
  public static let poolValueImpossible = FindingKind(
    "pool-value-impossible", .error, "read {value}, expected above {low} and up to {high} {unit}",
    vi: "đọc được {value}, cần lớn hơn {low} và không quá {high} {unit}")
  /// Two columns that state one thing in two ways.
  public static let statedTwice = FindingKind(
    "stated-twice", .error, "{found} state the same thing; fill in one of them",
    vi: "{found} cùng nêu một đại lượng; chỉ điền một cột")
  /// Several columns of which one is needed.
  public static let oneOfCellsNeeded = FindingKind(
    "one-of-cells-needed", .error, "one of these must be filled in: {expected}",
    vi: "cần điền một trong các cột: {expected}")
  /// A line with two lengths.
  public static let lineLengthContradicts = FindingKind(
    "line-length-contradicts", .error,
    "line \"{line}\" of plot {plot} is {value} m long here and {first} m in row {row}",
    vi: "tuyến “{line}” của ô {plot} dài {value} m ở đây nhưng {first} m ở dòng {row}")
  /// Dead wood without a density.
  public static let deadWoodDensityMissing = FindingKind(
    "dead-wood-density-missing", .error,
    "no density for {decay} dead wood; fill in density_g_cm3 (of the wood as it lies) or wood_density_g_cm3 (of sound wood), or give --dead-wood-density",
    vi:
      "chưa có khối lượng thể tích của gỗ chết cấp {decay}; hãy điền density_g_cm3 (gỗ như hiện trạng) hoặc wood_density_g_cm3 (gỗ lành), hoặc dùng --dead-wood-density"
  )
  /// Only dead trees that stand are measured.
  public static let deadWoodStandingOnly = FindingKind(
    "dead-wood-standing-only", .warning,
    "no --dead-wood table: dead wood holds standing dead trees only, lying wood is left out",
    vi: "chưa có bảng --dead-wood: gỗ chết chỉ gồm cây chết đứng, chưa tính gỗ chết nằm")
  /// Dead wood asked for and nothing that tells of it.
  public static let deadWoodNotMeasured = FindingKind(
    "dead-wood-not-measured", .error,
    "dead wood is to be counted, but the trees table has no column status and there is no --dead-wood table; give one, or --dead-wood-default, or leave the pool out",
    vi:
      "cần tính gỗ chết nhưng bảng cây không có cột status và chưa có bảng --dead-wood; hãy bổ sung, hoặc dùng --dead-wood-default, hoặc bỏ bể này"
  )
  /// A dead tree whose biomass does not follow from an equation for trees.
  public static let deadTreeBareBole = FindingKind(
    "dead-tree-bare-bole", .warning,
    "decay class \"{value}\" of a standing dead tree: expected 1 (leaves and twigs lost) or 2 (small branches lost too); what lost more is not counted",
    vi:
      "cấp phân hủy “{value}” của cây chết đứng: cần 1 (rụng lá, cành nhỏ) hoặc 2 (gãy cả cành dưới 10 cm); cây mất nhiều hơn không được tính"
  )
  /// Carbon of a soil in another unit than its column says.
  public static let soilCarbonUnit = FindingKind(
    "soil-carbon-unit", .error,
    "read {value}, expected organic carbon as a mass fraction above 0 and below 0.6 that fits the bulk density; perhaps percent, whose column is carbon_percent",
    vi:
      "đọc được {value}, cần tỷ lệ khối lượng các-bon hữu cơ lớn hơn 0, nhỏ hơn 0,6 và phù hợp với dung trọng đất; có thể là phần trăm, khi đó dùng cột carbon_percent"
  )
  /// Percent of carbon that looks like a mass fraction.
  public static let soilPercentUnit = FindingKind(
    "soil-percent-unit", .error,
    "the {count} values of carbon_percent have the median {median}; a forest soil holds more, they may be mass fractions, whose column is carbon_fraction",
    vi:
      "{count} giá trị carbon_percent có trung vị {median}; đất rừng có hàm lượng cao hơn, có thể đây là tỷ lệ khối lượng, khi đó dùng cột carbon_fraction"
  )
  /// A bulk density of which nobody knows what it is a density of.
  public static let soilDensityUndefined = FindingKind(
    "soil-density-undefined", .error,
    "what is {value} a density of? Fine earth over the whole core: bulk_density_whole_g_cm3; fine earth over the volume of fine earth: bulk_density_fine_g_cm3 with stone_fraction",
    vi:
      "{value} là dung trọng theo cách nào? Đất mịn trên thể tích toàn mẫu: bulk_density_whole_g_cm3; đất mịn trên thể tích đất mịn: bulk_density_fine_g_cm3 kèm stone_fraction"
  )
  /// Stones deducted twice.
  public static let soilStonesTwice = FindingKind(
    "soil-stones-twice", .error,
    "stone_fraction {value} beside a density of the whole core: its stones are already out, they must not be deducted twice",
    vi:
      "có stone_fraction {value} bên cạnh dung trọng tính trên toàn mẫu: đá đã được loại ra, không trừ hai lần"
  )
  /// A core whose numbers do not go together.
  public static let soilCoreImpossible = FindingKind(
    "soil-core-impossible", .error,
    "oven-dry {odw} g with {stones} g of stones in {core} cm3: stones cannot outweigh or outgrow the core",
    vi:
      "khối lượng khô {odw} g, đá {stones} g, thể tích {core} cm3: đá không thể nặng hơn hoặc lớn hơn mẫu"
  )
  /// Layers that leave a gap or overlap.
  public static let soilLayersApart = FindingKind(
    "soil-layers-apart", .error,
    "the layer begins at {top} cm, expected {expected} cm: layers of a core follow each other from 0 down (top_cm, depth_cm)",
    vi:
      "lớp đất bắt đầu ở {top} cm, cần {expected} cm: các lớp của một mẫu nối tiếp nhau từ 0 trở xuống (top_cm, depth_cm)"
  )
  /// Cores of different depths.
  public static let soilDepthDiffers = FindingKind(
    "soil-depth-differs", .error,
    "this core reaches {value} cm, most reach {first} cm; stocks of different depths are not one pool",
    vi:
      "mẫu này sâu {value} cm, đa số các mẫu sâu {first} cm; trữ lượng ở các độ sâu khác nhau không gộp được"
  )
  /// A pool measured on some of the plots.
  public static let poolOnSomePlots = FindingKind(
    "pool-on-some-plots", .warning,
    "{pool} is not known for {count} of {all} plots ({plot} first); a stratum takes its mean from the plots that have it, and its standard error is added in full to that of the other pools",
    vi:
      "chưa có {pool} của {count} trong {all} ô (ô đầu tiên {plot}); tầng lấy trung bình từ các ô có số liệu, sai số chuẩn của bể này được cộng toàn bộ vào sai số của các bể khác"
  )
  /// A stratum with too few plots of a pool.
  public static let poolWithoutPlots = FindingKind(
    "pool-without-plots", .error,
    "stratum {stratum} has {count} plots with {pool}, at least 2 are needed: measure more, merge the stratum, or leave the pool out of --pools",
    vi:
      "tầng {stratum} có {count} ô có số liệu {pool}, cần ít nhất 2: hãy đo thêm, ghép tầng, hoặc bỏ bể này khỏi --pools"
  )
  /// A factor of above-ground biomass where measured pools are counted.
  public static let factorLacksPools = FindingKind(
    "factor-lacks-pools", .error,
    "the factor of stratum {stratum} is above-ground biomass and says nothing of {pools}; state carbon_mg_ha or co2e_t_ha of all pools counted",
    vi:
      "hệ số của tầng {stratum} là sinh khối trên mặt đất, chưa có {pools}; hãy nêu carbon_mg_ha hoặc co2e_t_ha của mọi bể được tính"
  )
  /// A standard that has no carbon fraction for a pool.
  public static let carbonFractionMissing = FindingKind(
    "carbon-fraction-missing", .error,
    "the set {set} has no carbon fraction for {pool}, and that of another standard is not taken; state one with --carbon-fraction {pool}=VALUE",
    vi:
      "bộ {set} không có tỷ lệ các-bon cho {pool} và không lấy của tiêu chuẩn khác; hãy nêu bằng --carbon-fraction {pool}=GIÁ_TRỊ"
  )
  /// A default share of dead wood or litter.
  public static let defaultShareUsed = FindingKind(
    "default-share-used", .note,
    "{pool} is taken as {value} of the carbon of live trees; that holds only where dead material stays on the site",
    vi:
      "{pool} lấy bằng {value} các-bon của cây sống; chỉ đúng khi vật liệu chết được để lại tại chỗ"
  )

  // MARK: Layers and rasters

  /// A layer, raster or table of coordinates without a CRS.
  public static let crsMissing = FindingKind(
    "crs-missing", .error,
    "no coordinate reference system is stored; the coordinates ({box}) would fit {candidates}. State the right one, e.g. {option} {first}. Numbers of neighbouring zones look alike: ask where the file comes from",
    vi:
      "tệp không ghi hệ tọa độ; tọa độ ({box}) phù hợp với {candidates}. Hãy chỉ rõ hệ đúng, ví dụ {option} {first}. Số liệu của các múi lân cận rất giống nhau: hãy hỏi nguồn của tệp"
  )
  /// Only an inexact operation leads from one CRS to the other.
  public static let crsBallpark = FindingKind(
    "crs-ballpark", .error,
    "the only way from {source} to {target} ignores the datum shift and may move parcels by hundreds of metres; state the right CRS with --parcels-crs, --plots-crs or --raster-crs",
    vi:
      "cách chuyển duy nhất từ {source} sang {target} bỏ qua chuyển đổi hệ quy chiếu và có thể làm lệch lô hàng trăm mét; hãy chỉ rõ hệ tọa độ đúng bằng --parcels-crs, --plots-crs hoặc --raster-crs"
  )
  /// Nothing leads from one CRS to the other.
  public static let crsNoOperation = FindingKind(
    "crs-no-operation", .error,
    "no coordinate operation leads from {source} to {target}; state the right CRS with --parcels-crs, --plots-crs or --raster-crs",
    vi:
      "không có phép chuyển tọa độ từ {source} sang {target}; hãy chỉ rõ hệ tọa độ đúng bằng --parcels-crs, --plots-crs hoặc --raster-crs"
  )
  /// A stored CRS was replaced by the user's.
  public static let crsReplaced = FindingKind(
    "crs-replaced", .warning, "the stored CRS {stored} is replaced by {stated} as asked",
    vi: "hệ tọa độ lưu trong tệp {stored} được thay bằng {stated} theo yêu cầu")
  /// A feature without geometry.
  public static let geometryMissing = FindingKind(
    "geometry-missing", .error, "the feature has no geometry", vi: "đối tượng không có hình học")
  /// A geometry that is not a polygon.
  public static let geometryNotPolygon = FindingKind(
    "geometry-not-polygon", .error, "read a {type}, expected a polygon",
    vi: "đọc được {type}, cần một vùng (polygon)")
  /// A polygon of no area.
  public static let geometryNoArea = FindingKind(
    "geometry-no-area", .error, "the polygon has no area", vi: "vùng không có diện tích")
  /// The same polygon twice.
  public static let duplicateGeometry = FindingKind(
    "duplicate-geometry", .error,
    "the same polygon as parcel {first}; its area would be counted twice",
    vi: "trùng ranh giới với lô {first}; diện tích sẽ bị tính hai lần")
  /// The same parcel id twice.
  public static let duplicateParcel = FindingKind(
    "duplicate-parcel", .error,
    "parcel id {parcel} occurs twice; choose a unique field with --parcel-id FIELD",
    vi:
      "mã lô {parcel} xuất hiện hai lần; hãy chọn trường có giá trị duy nhất bằng --parcel-id TRƯỜNG"
  )
  /// Coordinates that the stated or stored CRS cannot have.
  public static let coordinatesDoNotFit = FindingKind(
    "coordinates-do-not-fit", .error,
    "coordinates such as {x}, {y} do not fit {crs}; state the right CRS with {option} (Sơn La in VN-2000: EPSG:9206)",
    vi:
      "tọa độ như {x}, {y} không phù hợp với {crs}; hãy chỉ rõ hệ tọa độ đúng bằng {option} (Sơn La theo VN-2000: EPSG:9206)"
  )
  /// A coordinate that cannot be transformed.
  public static let transformFailed = FindingKind(
    "transform-failed", .error, "a coordinate cannot be taken to {target}: {reason}",
    vi: "không chuyển được tọa độ sang {target}: {reason}")
  /// A parcel that the raster does not cover at all.
  public static let parcelOutsideMap = FindingKind(
    "parcel-outside-map", .error,
    "{ha} ha, and no valid pixel of {map} lies in it; check both coordinate systems",
    vi: "{ha} ha, không có điểm ảnh hợp lệ nào của {map} nằm trong lô; hãy kiểm tra hai hệ tọa độ")
  /// A parcel that the raster covers in part.
  public static let parcelPartlyUnmapped = FindingKind(
    "parcel-partly-unmapped", .warning,
    "{ha} ha of the parcel have no class in {map} and are left out",
    vi: "{ha} ha của lô chưa có mã loại trong {map} và không được tính")
  /// A parcel whose class is empty.
  public static let parcelWithoutStratum = FindingKind(
    "parcel-without-stratum", .error, "the field {field} is empty; it names the stratum",
    vi: "trường {field} để trống; trường này cho biết tầng")
  /// A layer without features.
  public static let emptyLayer = FindingKind(
    "empty-layer", .error, "the layer has no features", vi: "lớp không có đối tượng nào")
  /// A field that the layer does not have.
  public static let fieldMissing = FindingKind(
    "field-missing", .error, "field {field} is missing; fields found: {found}",
    vi: "thiếu trường {field}; các trường đọc được: {found}")
  /// A zone that lies on no valid pixel.
  public static let zoneWithoutData = FindingKind(
    "zone-without-data", .warning,
    "no valid pixel of {map} lies in the zone; its figures are empty. If it should, check both coordinate systems",
    vi:
      "không có điểm ảnh hợp lệ nào của {map} nằm trong vùng; các số liệu để trống. Nếu lẽ ra phải có, hãy kiểm tra hai hệ tọa độ"
  )
  /// The same zone id more than once.
  public static let duplicateZone = FindingKind(
    "duplicate-zone", .warning,
    "{count} zones share their id with another; rows cannot be told apart by zone_id, choose another --id",
    vi:
      "{count} vùng trùng mã với vùng khác; không phân biệt được dòng theo zone_id, hãy chọn --id khác"
  )
  /// An area that is not positive.
  public static let areaImpossible = FindingKind(
    "area-impossible", .error, "read {value}, expected an area above 0 ha",
    vi: "đọc được {value}, cần diện tích lớn hơn 0 ha")
  /// The same parcel and stratum again in a table of areas.
  public static let areaRowRepeated = FindingKind(
    "area-row-repeated", .warning,
    "parcel {parcel}, stratum {stratum} has the same area as in row {first}; both are counted",
    vi: "lô {parcel}, tầng {stratum} có diện tích giống dòng {first}; cả hai đều được tính")
  /// An id field that is empty.
  public static let parcelWithoutID = FindingKind(
    "parcel-without-id", .warning, "the id is empty; the feature's number {fid} stands for it",
    vi: "mã lô để trống; dùng số thứ tự đối tượng {fid} thay thế")
  /// Raster values are stored with a scale.
  public static let rasterScaled = FindingKind(
    "raster-scaled", .note,
    "band {band} stores its values with scale {scale} and offset {offset}; both were applied",
    vi: "kênh {band} lưu giá trị với hệ số {scale} và độ lệch {offset}; đã áp dụng cả hai")
  /// A class raster with fractions.
  public static let classNotWhole = FindingKind(
    "class-not-whole", .error, "read {value}, a class map needs whole numbers",
    vi: "đọc được {value}, bản đồ phân loại cần số nguyên")

  // MARK: Results

  /// Outside its confidence interval the stock would be below zero.
  public static let lowBelowZero = FindingKind(
    "low-below-zero", .note,
    "the lower limit of {count} intervals lies below zero: too few plots for the level asked; it is printed as computed",
    vi:
      "cận dưới của {count} khoảng tin cậy nhỏ hơn không: số ô quá ít so với độ tin cậy yêu cầu; vẫn in theo kết quả tính"
  )
  /// No land is left that an estimate could stand for.
  public static let noLand = FindingKind(
    "no-land", .error,
    "no land is left to estimate: of {ha} ha, {excluded} ha are excluded, {unmapped} ha have no class and {rejected} ha are rejected",
    vi:
      "không còn diện tích để ước tính: trong {ha} ha có {excluded} ha loại trừ theo bảng tầng, {unmapped} ha chưa có mã loại và {rejected} ha thuộc lô có lỗi"
  )
  /// A constant whose source was not checked.
  public static let parameterUnconfirmed = FindingKind(
    "parameter-unconfirmed", .warning,
    "{name} = {value} is not confirmed against its source ({source})",
    vi: "{name} = {value} chưa được đối chiếu với nguồn ({source})")
  /// A strata table beside a design that has no strata.
  public static let strataIgnored = FindingKind(
    "strata-ignored", .warning,
    "the simple design does not look at the strata table: all land counts, also what the table excludes",
    vi:
      "thiết kế simple không dùng bảng tầng: toàn bộ diện tích được tính, kể cả phần bảng tầng loại trừ"
  )
  /// A day that is none, or not written as one.
  public static let dayInvalid = FindingKind(
    "day-invalid", .error, "read {value}, expected a day such as 2026-03-05",
    vi: "đọc được {value}, cần một ngày viết như 2026-03-05")
  /// A field that a final document needs.
  public static let documentGap = FindingKind(
    "document-gap", .error, "this field is empty, the final document needs it ({need})",
    vi: "trường này còn trống, bản chính thức cần có ({need})")
  /// A constant that a final document may not hold.
  public static let documentUnconfirmed = FindingKind(
    "document-unconfirmed", .error,
    "{name} = {value} is not confirmed; a final document cannot rest on it",
    vi: "{name} = {value} chưa được xác nhận; bản chính thức không được dùng giá trị này")
  /// A key of project.yaml that no option has.
  public static let unknownKey = FindingKind(
    "unknown-key", .error, "key \"{key}\" is not known{hint}",
    vi: "không nhận ra khóa “{key}”{hint}")

  /// project.yaml that cannot be read.
  public static let unreadableYAML = FindingKind(
    "unreadable-yaml", .error, "the file is not YAML: {reason}",
    vi: "tệp không đúng định dạng YAML: {reason}")

  /// Forest that a strata table sends into land that is left out.
  public static let forestMergedAway = FindingKind(
    "forest-merged-away", .error,
    "class {class} ({name}) is merged into {stratum}, which is excluded: this forest would count nothing. Merge it into a stratum of forest, give it the treatment table with a stock factor, or write excluded in its own row",
    vi:
      "mã loại {class} ({name}) được gộp vào {stratum}, là tầng bị loại trừ: rừng này sẽ không được tính. Hãy gộp vào một tầng có rừng, dùng cách xử lý table kèm hệ số trữ lượng, hoặc ghi excluded ở dòng của chính mã này"
  )

  /// Codes that are about a whole file or design.
  static let blocking = Set(
    [
      missingColumn, ambiguousColumn, mappedColumnMissing, emptyTable, unclosedQuote, dbhUnit,
      heightModelTooFew, heightModelNoFit, equationNotForTrees, severalCensuses, censusUnknown,
      censusOrderUnknown, nestOverlap, nestsWithoutDesign, duplicateClass, conflictingTreatment,
      crsMissing, forestMergedAway, woodDensityRegion, crsBallpark, crsNoOperation, plotsClustered,
      clusterMissing,
      clusterAcrossStrata, noLand, emptyLayer, fieldMissing, unknownKey, unreadableYAML,
      soilPercentUnit, deadWoodNotMeasured, carbonFractionMissing, poolWithoutPlots,
    ].map(\.code)
      + [
        files,
        blockingCoordinates,
        blockingTables,
        blockingSurveys,
        blockingAccounts,
        blockingLandChange,
        blockingForestStatus,
        blockingText,
      ].flatMap { $0 }.map(\.code))

  /// Every kind, in the order of the documentation.
  public static let all: [FindingKind] = [
    general,
    files,
    coordinates,
    tables,
    inventory,
    geometry,
    surveys,
    accounts,
    risk,
    landChange,
    runs,
    exports,
    documents,
    forestStatus,
    text,
  ].flatMap { $0 }

  private static let general: [FindingKind] = [
    missingColumn, ambiguousColumn, unusedColumns, mappedColumnMissing, emptyTable, wrongCellCount,
    unclosedQuote,
    textUnreadable, notANumber, ambiguousNumber, emptyCell, unknownWord,
    dbhNotPositive, dbhImpossible, dbhUnit, dbhLarge, dbhOutsideEquation, heightZero,
    heightImpossible, heightMissing, heightModelTooFew, heightModelNoFit, heightExtrapolated,
    woodDensityImpossible,
    woodDensityMissing, woodDensityOfPlot, woodDensityOfDataSet, woodDensityDefault,
    woodDensityRegion, nameCorrected, nameSynonym, nameSynonymUnconfirmed, nameVietnamese,
    nameVietnameseUnconfirmed, nameAmbiguous, agbImpossible, expansionImpossible, duplicateTree,
    growthFormWithoutEquation, growthFormDiffers, equationResultImpossible, heightOutsideEquation,
    equationByRule, taxonNotTree, ruleStratumUnknown, equationWithoutCorrection, equationShadows,
    equationExpression, equationConstant, equationUnit, equationPredictors, equationRange,
    equationUnknown, equationNotForTrees, equationWithoutTrees, plotNotListed, severalCensuses,
    censusUnknown, censusOrderUnknown, tallyImpossible, distanceImpossible, girthAsDiameter,
    girthDiffers, treeWithoutNest, treeBeyondNest, plotNotInCensus, plotDesignUnknown,
    nestsWithoutDesign, nestsNotGiven, nestRange, nestOverlap, nestGap,
    duplicatePlot, plotAreaMissing, plotAreaImpossible, plotAreaContradicts,
    plotIncomplete, plotsClustered, clusterMissing, clusterAcrossStrata, designNotPossible,
    sampleExceedsLand, plotWithoutMapValue, mapTakenAsGiven, mapValueImpossible, mapPartlyEmpty,
    firstPhaseMissing,
    fewPlotsPlanned, plannedStratumLeftOut, plannedValueImpossible, precisionOutOfReach,
    stratumWithoutParcels, slopeImpossible, slopeCorrected,
    plotWithoutStratum, plotWithoutCoordinates, plotStratumDiffers, plotNotUsed,
    classNotListed, stratumWithoutPlots, forestMergedAway, duplicateClass, conflictingTreatment,
    stockFactorMissing,
    stockFactorWithoutSE, duplicateRow, severalMeasures, stockFactorImpossible,
    poolValueImpossible, statedTwice, oneOfCellsNeeded, lineLengthContradicts,
    deadWoodDensityMissing, deadWoodStandingOnly, deadWoodNotMeasured, deadTreeBareBole,
    soilCarbonUnit, soilPercentUnit, soilDensityUndefined, soilStonesTwice, soilCoreImpossible,
    soilLayersApart, soilDepthDiffers, poolOnSomePlots, poolWithoutPlots, factorLacksPools,
    carbonFractionMissing, defaultShareUsed,
    crsMissing, crsBallpark, crsNoOperation, crsReplaced, geometryMissing, geometryNotPolygon,
    geometryNoArea, duplicateGeometry, duplicateParcel, coordinatesDoNotFit, zoneWithoutData,
    duplicateZone,
    transformFailed, parcelOutsideMap,
    parcelPartlyUnmapped, parcelWithoutStratum, emptyLayer, fieldMissing, areaImpossible,
    areaRowRepeated, parcelWithoutID, rasterScaled, classNotWhole,
    lowBelowZero, noLand, parameterUnconfirmed, strataIgnored, dayInvalid, documentGap,
    documentUnconfirmed,
    unknownKey, unreadableYAML,
  ]
}
