using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Forum.Foundation.Storage;

/// <summary>A table that is kept in the order of its key alone: no row numbers, and so no order of insertion, and one tree to write instead of two. SQLite's WITHOUT ROWID.</summary>
public sealed class WithoutRowId(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations) : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    /// <summary>Marks such a table in the model.</summary>
    public const string Annotation = "Forum:WithoutRowId";

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        var without = model?.GetRelationalModel().FindTable(operation.Name, operation.Schema)?.EntityTypeMappings.Any(m => m.TypeBase.FindAnnotation(Annotation) is not null) == true;
        base.Generate(operation, model, builder, terminate && !without);
        if (!without || !terminate) return;
        builder.Append(" WITHOUT ROWID").AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }
}
