using Messaging.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Content.Storage.Migrations
{
    /// <inheritdoc />
    public partial class OneWayOutbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.MakeOutboxOneWay();
    }
}
