/** Made-up class papers for the document tests. */
import type { Day } from '../../../src/core/model.ts';
import type { AttendanceCertificate, NameTags, Poster } from '../../../src/ports/paper.ts';
import { people } from './people.ts';

export const certificate: AttendanceCertificate = {
  superior: ['Ủy ban nhân dân', 'tỉnh Thử Nghiệm'],
  issuer: ['Sở Nông nghiệp', 'và Môi trường'],
  number: '012/2026/GCN-TH',
  person: 'Nguyễn Thị Thử',
  personLine: 'Hợp tác xã Nông nghiệp Suối Mơ, xã Suối Mơ',
  classTitle: 'Lớp tập huấn nâng cao năng lực cho chủ thể OCOP năm 2026',
  from: '2026-03-05' as Day,
  to: '2026-03-06' as Day,
  place: 'Hội trường UBND xã Suối Mơ',
  attended: { sessions: 4, of: 4 },
  issuedAt: 'Thử Nghiệm',
  issuedOn: '2026-03-08' as Day,
  authority: ['Giám đốc'],
  signer: 'Trần Văn Mẫu',
  verifyLink: 'https://ocop.example.org/v/7K3MQ9',
};

export const poster: Poster = {
  issuer: ['Ủy ban nhân dân xã Suối Mơ'],
  kicker: 'Lớp tập huấn miễn phí',
  title: 'Bán hàng OCOP trên mạng: chụp ảnh, kể chuyện sản phẩm',
  facts: [
    { label: 'Thời gian', value: '8 giờ, thứ năm ngày 05/03/2026 (17 tháng Giêng)' },
    { label: 'Địa điểm', value: 'Hội trường UBND xã Suối Mơ' },
    { label: 'Dành cho', value: 'Bà con có sản phẩm hoặc muốn làm sản phẩm OCOP' },
    { label: 'Số chỗ', value: '60 chỗ, hết chỗ sẽ ghi vào danh sách chờ' },
  ],
  codes: [
    {
      channel: 'Zalo',
      link: 'https://zalo.me/0000000000000000000',
      caption: 'Quét bằng Zalo rồi bấm Quan tâm',
    },
    {
      channel: 'Telegram',
      link: 'https://t.me/ocop_thu_bot?start=c_SM26A',
      caption: 'Quét bằng máy ảnh điện thoại',
    },
  ],
  shortCode: 'SM26A',
  hotline: '0200 3000 000',
  footer: 'Không thu phí. Bà con không chuyển tiền cho bất kỳ ai để được học.',
};

export const tags = (count: number): NameTags => ({
  title: 'Lớp tập huấn OCOP 2026',
  subtitle: 'Suối Mơ, 05–06/03/2026',
  people: people(count).map(({ name, producer }, at) => ({ name, line: producer, qr: `OCOP:${at}:ABCDEF` })),
});
