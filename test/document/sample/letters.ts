/** Made-up letters for the document tests; no such commune, person or product exists. */
import type { Day } from '../../../src/core/model.ts';
import type { Letter } from '../../../src/ports/letter.ts';

/** A công văn about renewal, with an annex. */
export const renewalNotice: Letter = {
  superior: [],
  issuer: ['Ủy ban nhân dân', 'xã Suối Mơ'],
  number: 7,
  symbol: 'UBND-KT',
  place: 'Suối Mơ',
  date: '2026-02-05' as Day,
  kind: null,
  summary: 'chuẩn bị hồ sơ đánh giá, phân hạng lại sản phẩm OCOP',
  addressees: ['Hợp tác xã Nông nghiệp Suối Mơ', 'Hộ kinh doanh Nguyễn Thị Thử'],
  bases: [],
  body: [
    {
      kind: 'paragraph',
      text: 'Giấy chứng nhận sản phẩm OCOP của đơn vị sẽ hết hiệu lực trong thời gian tới. Ủy ban nhân dân xã đề nghị đơn vị rà soát điều kiện sản xuất, bổ sung giấy tờ có thời hạn và nộp hồ sơ trong khoảng thời gian nêu dưới đây để được đánh giá, phân hạng lại.',
    },
    { kind: 'heading', text: '1. Sản phẩm và thời hạn' },
    {
      kind: 'table',
      table: {
        columns: [
          { header: 'TT', width: 8, align: 'center' },
          { header: 'Sản phẩm', width: 40 },
          { header: 'Hạng sao', width: 14, align: 'center' },
          { header: 'Ngày hết hạn', width: 20, align: 'center' },
        ],
        rows: [
          ['1', 'Mật ong hoa rừng Suối Mơ', '3', '20/08/2026'],
          ['2', 'Chè shan tuyết đặc sản', '4', '01/09/2026'],
        ],
      },
    },
    { kind: 'heading', text: '2. Hồ sơ cần chuẩn bị' },
    { kind: 'item', text: 'Phiếu đăng ký đánh giá, phân hạng sản phẩm OCOP theo Mẫu số 01;' },
    { kind: 'item', text: 'Báo cáo tự đánh giá về sản phẩm theo Mẫu số 02.' },
    {
      kind: 'paragraph',
      text: 'Nếu cần hướng dẫn, đơn vị liên hệ cán bộ phụ trách của xã. Ủy ban nhân dân xã thông báo để đơn vị biết và thực hiện.',
    },
  ],
  authority: ['TM. Ủy ban nhân dân', 'KT. Chủ tịch', 'Phó Chủ tịch'],
  signer: 'Trần Văn Mẫu',
  recipients: ['Như trên', 'Chủ tịch, các Phó Chủ tịch UBND xã'],
  archive: 'VT, KT',
  contact: 'Địa chỉ: Thôn Một, xã Suối Mơ – Điện thoại: 0200 3000 000 – Thư điện tử: suoimo@example.org',
  annexes: [
    {
      label: 'Phụ lục',
      title: 'Danh mục giấy tờ có thời hạn',
      landscape: true,
      body: [
        {
          kind: 'table',
          table: {
            columns: [
              { header: 'TT', width: 6, align: 'center' },
              { header: 'Giấy tờ', width: 60 },
              { header: 'Yêu cầu', width: 60 },
            ],
            rows: Array.from({ length: 30 }, (_, at) => [
              String(at + 1),
              `Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm, bản số ${at + 1}`,
              'Bản sao còn hiệu lực tại ngày nộp hồ sơ',
            ]),
          },
        },
      ],
    },
  ],
};

/** A named kind: an invitation to a class. */
export const invitation: Letter = {
  superior: ['Ủy ban nhân dân', 'tỉnh Thử Nghiệm'],
  issuer: ['Sở Nông nghiệp', 'và Môi trường'],
  number: null,
  symbol: 'TB-SNNMT',
  place: 'Thử Nghiệm',
  date: null,
  kind: 'THÔNG BÁO',
  summary: 'Về việc mở lớp tập huấn nâng cao năng lực cho chủ thể OCOP',
  addressees: ['Các chủ thể OCOP trên địa bàn tỉnh'],
  bases: ['Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ'],
  body: Array.from({ length: 14 }, (_, at) => ({
    kind: 'paragraph' as const,
    text: `${at + 1}. Lớp học diễn ra trong hai ngày, học viên được cấp tài liệu và không phải nộp học phí. Học viên mang theo căn cước công dân để điểm danh và sổ ghi chép để thực hành ghi nhật ký sản xuất.`,
  })),
  authority: ['Giám đốc'],
  signer: '',
  recipients: ['Như trên'],
  archive: 'VT',
};
