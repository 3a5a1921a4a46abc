using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Content.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AddTextRevision : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "TextRevision",
                table: "Roadmaps",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TextRevision",
                table: "Roadmaps");
        }
    }
}
