using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CountFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FactCounts",
                columns: table => new
                {
                    Roadmap = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FactCounts", x => new { x.Roadmap, x.Name });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Words_Word_Roadmap",
                table: "Words",
                columns: new[] { "Word", "Roadmap" });

            // The words of this version are others; the next start stores them.
            migrationBuilder.Sql("DELETE FROM Words");

            migrationBuilder.Sql("""
                INSERT INTO FactCounts (Roadmap, Name, Count)
                SELECT Roadmap, Name, count(*) FROM Facts WHERE Holds GROUP BY Roadmap, Name
                """);

            // A later migration that rebuilds Facts has to make these again: SQLite drops them with the old table.
            migrationBuilder.Sql("""
                CREATE TRIGGER "count-new-facts" AFTER INSERT ON Facts WHEN NEW.Holds BEGIN
                    INSERT INTO FactCounts (Roadmap, Name, Count) VALUES (NEW.Roadmap, NEW.Name, 1)
                    ON CONFLICT (Roadmap, Name) DO UPDATE SET Count = Count + 1;
                END
                """);
            migrationBuilder.Sql("""
                CREATE TRIGGER "count-changed-facts" AFTER UPDATE ON Facts WHEN NEW.Holds <> OLD.Holds BEGIN
                    INSERT INTO FactCounts (Roadmap, Name, Count) VALUES (NEW.Roadmap, NEW.Name, 1)
                    ON CONFLICT (Roadmap, Name) DO UPDATE SET Count = Count + NEW.Holds - OLD.Holds;
                END
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TRIGGER "count-new-facts" """);
            migrationBuilder.Sql("""DROP TRIGGER "count-changed-facts" """);

            migrationBuilder.DropTable(
                name: "FactCounts");

            migrationBuilder.DropIndex(
                name: "IX_Words_Word_Roadmap",
                table: "Words");
        }
    }
}
